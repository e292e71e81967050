import { code } from '../lib/code.ts';
import { listInWords } from '../lib/list-in-words.ts';
import type { Catalog } from '../model/catalog.ts';
import type { Rehearsal } from '../model/rehearsal.ts';
import { defineRule, type Hit } from '../model/rule.ts';
import { droppedTables } from './support/dropped-tables.ts';
import { forgottenIn } from './support/forgotten.ts';
import { hitAt, type Told } from './support/hit.ts';
import { placesOf, type Place } from './support/place.ts';
import { rebuildRemedy } from './support/rebuild-remedy.ts';

const USERS =
  'CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT, age INTEGER);\nCREATE INDEX users_email ON users (email);\nCREATE TRIGGER users_touch AFTER UPDATE ON users BEGIN SELECT 1; END;';
const REBUILD =
  'CREATE TABLE fresh (id INTEGER PRIMARY KEY, email TEXT COLLATE NOCASE, age INTEGER);\nINSERT INTO fresh SELECT id, email, age FROM users;\nDROP TABLE users;\nALTER TABLE fresh RENAME TO users;';
const PARTS =
  '\nCREATE INDEX users_email ON users (email);\nCREATE TRIGGER users_touch AFTER UPDATE ON users BEGIN SELECT 1; END;';

export default defineRule({
  id: 'rebuild-loses-parts',
  title: 'Table built anew without its parts',
  severity: 'warn',
  dialects: ['sqlite'],
  docs: {
    what: 'Looks for a shipped table that is dropped and built anew under its name, and compares what stood on it before with what stands there at the end: indexes and triggers, and, where the table changes in other ways as well, its checks, keys, collations and `AUTOINCREMENT`.',
    why: '`DROP TABLE` takes indexes and triggers along without a word. Queries become slow, unique values are unique no more, and what triggers kept in step drifts apart, long after the migration went well.',
    instead:
      'Create every index and trigger of the old table again at the end of the migration, in the same transaction.',
    references: ['https://www.sqlite.org/lang_altertable.html#making_other_kinds_of_table_schema_changes'],
  },
  examples: {
    bad: [
      {
        title: 'An index and a trigger are forgotten',
        base: [USERS],
        head: [{ up: REBUILD }],
        also: ['database-locked-during-work'],
      },
      {
        title: 'A check and a collation are forgotten beside a new column',
        base: [
          'CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT COLLATE NOCASE, age INTEGER CHECK (age >= 0));',
        ],
        head: [
          {
            up: 'CREATE TABLE fresh (id INTEGER PRIMARY KEY, email TEXT, age INTEGER, note TEXT);\nINSERT INTO fresh (id, email, age) SELECT id, email, age FROM users;\nDROP TABLE users;\nALTER TABLE fresh RENAME TO users;',
          },
        ],
        also: ['database-locked-during-work'],
      },
    ],
    good: [
      {
        title: 'A table is built anew to be rid of a check',
        base: ['CREATE TABLE users (id INTEGER PRIMARY KEY, age INTEGER CHECK (age >= 0));'],
        head: [
          {
            up: 'CREATE TABLE fresh (id INTEGER PRIMARY KEY, age INTEGER);\nINSERT INTO fresh SELECT id, age FROM users;\nDROP TABLE users;\nALTER TABLE fresh RENAME TO users;',
          },
        ],
      },
      {
        title: 'All parts come back',
        base: [USERS],
        head: [{ up: REBUILD + PARTS }],
      },
      {
        title: 'A part is dropped on purpose',
        base: [USERS],
        head: [{ up: `DROP INDEX users_email;\nDROP TRIGGER users_touch;\n${REBUILD}` }],
      },
      {
        title: 'A table is dropped for good',
        base: [USERS],
        head: [{ up: 'DROP TABLE users;' }],
      },
    ],
  },
  check(rehearsal) {
    const places = placesOf(rehearsal);
    const last = places.at(-1);
    if (last === undefined) return [];
    return places.flatMap((place) => hitsOf(rehearsal, place, last.statement.after));
  },
});

function hitsOf(rehearsal: Rehearsal, place: Place, end: Catalog): Hit[] {
  return droppedTables(place.statement).flatMap((table) => {
    const lost = forgottenIn(place.statement.before, end, table);
    return lost.length === 0 ? [] : [hitAt(place, toldOf(rehearsal, place, table, lost))];
  });
}

function toldOf(rehearsal: Rehearsal, place: Place, table: string, lost: readonly string[]): Told {
  const [are, them] = lost.length === 1 ? ['is', 'it'] : ['are', 'them'];
  return {
    object: table,
    message: `${code(table)} is dropped here and built anew without ${listInWords(lost)}, which ${are} gone at the end of the change.`,
    evidence: [],
    remedy: rebuildRemedy(
      rehearsal,
      place,
      `Give the new ${code(table)} ${listInWords(lost)} again: in its ${code('CREATE TABLE')}, or after it has its name. Where ${them} should go, leave ${them} out in a migration of its own.`,
    ),
  };
}
