import { code } from '../lib/code.ts';
import { defineRule } from '../model/rule.ts';
import { hitAt } from './support/hit.ts';
import { placesOf, summaryOf, type Place } from './support/place.ts';
import { rebuildRemedy } from './support/rebuild-remedy.ts';

const USERS = 'CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);';
const REBUILD =
  'CREATE TABLE fresh (id INTEGER PRIMARY KEY, email TEXT COLLATE NOCASE);\nINSERT INTO fresh SELECT id, email FROM users;\nDROP TABLE users;\nALTER TABLE fresh RENAME TO users;';

export default defineRule({
  id: 'pragma-ignored',
  title: 'Pragma without effect',
  severity: 'block',
  dialects: ['sqlite'],
  docs: {
    what: 'Looks for `PRAGMA foreign_keys = off` inside a transaction while foreign keys are on: the engine goes on as before, without an error.',
    why: 'Whoever builds a table anew switches foreign keys off first, since `DROP TABLE` deletes all rows of a parent and cascades take those of its children along. Inside a transaction, and most runners wrap migrations in one, that switch does nothing.',
    instead:
      'Let the runner execute the migration without a transaction, with the pragma first and `BEGIN` … `COMMIT` in the file. `PRAGMA defer_foreign_keys = on` works inside a transaction and puts the check off, but not the cascade.',
    references: [
      'https://www.sqlite.org/pragma.html#pragma_foreign_keys',
      'https://www.sqlite.org/lang_altertable.html#making_other_kinds_of_table_schema_changes',
    ],
  },
  examples: {
    bad: [
      {
        title: 'Foreign keys are to be off while a table is built anew',
        foreignKeys: true,
        base: [USERS],
        head: [{ up: `PRAGMA foreign_keys = off;\n${REBUILD}` }],
        also: ['database-locked-during-work'],
      },
    ],
    good: [
      {
        title: 'Outside of a transaction',
        foreignKeys: true,
        base: [USERS],
        head: [{ up: `PRAGMA foreign_keys = off;\nBEGIN;\n${REBUILD}\nCOMMIT;`, transaction: 'none' }],
      },
      {
        title: 'They are off anyway',
        base: [USERS],
        head: [{ up: `PRAGMA foreign_keys = off;\n${REBUILD}\nPRAGMA foreign_keys = on;` }],
      },
    ],
  },
  check(rehearsal) {
    return placesOf(rehearsal).flatMap((place) => {
      const notice = noticeOf(place);
      if (notice === undefined) return [];
      return [
        hitAt(place, {
          object: 'foreign_keys',
          message: `${code(summaryOf(place))} does nothing, since a transaction is open: foreign keys stay on for all that follows.`,
          evidence: [notice],
          remedy: rebuildRemedy(
            rehearsal,
            place,
            rehearsal.project.optOut ??
              `Run ${code(place.migration.change.migration.path)} without the runner’s transaction, with the pragma before a ${code('BEGIN')} of the file’s own.`,
          ),
        }),
      ];
    });
  },
});

/** The engine's own word; it is silent about pragmas that change nothing for the worse. */
function noticeOf({ statement: { observation } }: Place): string | undefined {
  return observation?.notices.find((notice) => notice.startsWith('WARNING: PRAGMA foreign_keys'));
}
