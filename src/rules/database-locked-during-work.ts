import { code, codes } from '../lib/code.ts';
import { listInWords } from '../lib/list-in-words.ts';
import { blocksAtLeast, type Effect } from '../model/observation.ts';
import { defineRule, type Hit } from '../model/rule.ts';
import { effectEvidence } from './support/effect-evidence.ts';
import { advice, hitAt } from './support/hit.ts';
import { placesOf, summaryOf, type Place } from './support/place.ts';
import { isShippedRelation } from './support/shipped.ts';

const USERS = 'CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT, state TEXT);';

export default defineRule({
  id: 'database-locked-during-work',
  title: 'Database locked during long work',
  severity: 'warn',
  dialects: ['sqlite'],
  docs: {
    what: 'Looks for a statement that reads or writes all rows of a shipped table, or builds an index over it, while it holds the write lock of the database.',
    why: 'SQLite has one writer for the whole file. Until the transaction commits, every other connection that wants to write waits, whatever table it wants, and gives up with `SQLITE_BUSY` after its `busy_timeout`; without a write-ahead log readers wait for the commit, too.',
    instead:
      'Run it while nobody writes, set a `busy_timeout` that outlives it, use a write-ahead log, and change rows in batches with a commit after each.',
    references: ['https://www.sqlite.org/lockingv3.html', 'https://www.sqlite.org/wal.html'],
  },
  examples: {
    bad: [
      {
        title: 'An index on a shipped table',
        base: [USERS],
        head: [{ up: 'CREATE INDEX users_email ON users (email);' }],
      },
      {
        title: 'A column that is dropped: every row is written anew',
        base: [USERS],
        head: [{ up: 'ALTER TABLE users DROP COLUMN state;' }],
        also: ['drop-in-use'],
      },
    ],
    good: [
      {
        title: 'A new column changes the schema only',
        base: [USERS],
        head: [{ up: "ALTER TABLE users ADD COLUMN note TEXT NOT NULL DEFAULT '';" }],
      },
      {
        title: 'An index on a table of the same change',
        base: [USERS],
        head: [
          {
            up: 'CREATE TABLE notes (id INTEGER PRIMARY KEY, note TEXT);\nCREATE INDEX notes_note ON notes (note);',
          },
        ],
      },
    ],
  },
  growsWithTable: true,
  check(rehearsal) {
    return placesOf(rehearsal).flatMap((place) => {
      const work = place.statement.effects.filter(
        (effect) => isLongWork(effect) && isShippedRelation(rehearsal, place.statement, effect.relation),
      );
      return place.statement.blocking && work.length > 0 ? [toHit(place, work)] : [];
    });
  },
});

/** Changes of rows have a rule of their own. */
function isLongWork({ work, blocks }: Effect): boolean {
  return work !== 'metadata' && work !== 'rows' && blocksAtLeast(blocks, 'writes');
}

const WORK_WORDS = {
  scan: 'reads every row of',
  'index-build': 'builds an index over',
  rewrite: 'writes every row anew of',
} as const;

function toHit(place: Place, effects: readonly Effect[]): Hit {
  const relations = [...new Set(effects.map(({ relation }) => relation))];
  const [first] = effects;
  const words = WORK_WORDS[first?.work as keyof typeof WORK_WORDS];
  return hitAt(place, {
    object: relations[0] ?? '',
    message: `${code(summaryOf(place))} ${words} ${listInWords(codes(relations))} under the write lock of the whole database: until it commits, nobody else writes to any table. The time grows with the table.`,
    evidence: effectEvidence(effects),
    remedy: advice(
      `Run it when few write, and let every connection wait longer than it takes: ${code('PRAGMA busy_timeout')}. With ${code('PRAGMA journal_mode = wal')} readers go on meanwhile.`,
    ),
  });
}
