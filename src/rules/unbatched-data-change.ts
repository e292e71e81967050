import { code, codes } from '../lib/code.ts';
import { listInWords } from '../lib/list-in-words.ts';
import type { Remedy } from '../model/finding.ts';
import { defineRule, type Hit } from '../model/rule.ts';
import { blockingWork, type BlockingWork } from './support/blocking-work.ts';
import { effectEvidence } from './support/effect-evidence.ts';
import { hitAt } from './support/hit.ts';
import type { Place } from './support/place.ts';
import { remedyFor } from './support/remedy.ts';

const USERS = 'CREATE TABLE users (id bigint PRIMARY KEY, email text, status text);';

export default defineRule({
  id: 'unbatched-data-change',
  title: 'Unbatched data change',
  severity: 'block',
  dialects: ['postgres', 'sqlite'],
  docs: {
    what: 'Looks for one statement that changes, or locks, as many rows of a shipped table as there are.',
    why: 'Every changed row stays locked until the transaction commits: whoever wants to change one of them waits for the whole run. The table bloats, replicas lag, and an error near the end throws the work away.',
    instead:
      'Change the rows in batches by primary key, each in a transaction of its own, with a pause between them; best in a job outside of the schema migration.',
    references: [
      'https://www.postgresql.org/docs/current/explicit-locking.html#LOCKING-ROWS',
      'https://www.postgresql.org/docs/current/routine-vacuuming.html#VACUUM-FOR-SPACE-RECOVERY',
    ],
  },
  examples: {
    bad: [
      {
        title: 'A whole table in one UPDATE',
        base: [USERS],
        head: [{ up: "UPDATE users SET status = 'active';" }],
        also: ['rollback-impossible'],
      },
    ],
    good: [
      {
        title: 'Rows written out in full',
        base: [USERS],
        head: [
          { up: "INSERT INTO users (id, email, status) VALUES (900001, 'root@example.org', 'active');" },
        ],
      },
      {
        title: 'Rows of a table that the same change creates',
        base: [USERS],
        head: [
          {
            up: "CREATE TABLE plans (id bigint PRIMARY KEY, name text);\nINSERT INTO plans VALUES (1, 'free'), (2, 'team');\nUPDATE plans SET name = upper(name);",
          },
        ],
      },
    ],
  },
  growsWithTable: true,
  check(rehearsal) {
    return blockingWork(rehearsal, 'rows')
      .filter(({ place }) => !isDrop(place))
      .map(toHit);
  },
});

/** Rows that go with a table are destroyed, not changed. */
function isDrop({ statement: { statement } }: Place): boolean {
  return statement.kind === 'readable' && statement.changes.some(({ kind }) => kind === 'drop');
}

/** SQLite's locks are those of the whole database. */
const OF_DATABASE: ReadonlySet<string> = new Set(['RESERVED', 'EXCLUSIVE']);

function whoWaitsFor(effects: BlockingWork['effects']): string {
  return effects.some(({ lock }) => OF_DATABASE.has(lock))
    ? 'and keeps every other writer out of the database until it commits. The time grows with the table.'
    : 'and keeps them locked until it commits. Writes to the same rows wait; the time grows with the table.';
}

/** Which rows are meant, as far as the text of the statement tells; the one of a `DO` block or a call does not. */
function reachOf({ statement: { statement } }: Place): string {
  if (statement.kind === 'unreadable') return 'rows of';
  const bounds = statement.changes.flatMap((change) => ('bounded' in change ? [change.bounded] : []));
  if (bounds.includes('filtered')) return 'every matching row of';
  return bounds.includes('all') ? 'all rows of' : 'rows of';
}

function toHit({ place, effects }: BlockingWork): Hit {
  const relations = effects.map(({ relation }) => relation);
  const tables = listInWords(codes(relations));
  return hitAt(place, {
    object: relations[0] ?? '',
    message: `One statement changes or locks ${reachOf(place)} ${tables} ${whoWaitsFor(effects)}`,
    evidence: effectEvidence(effects),
    remedy: backfillFor(place) ?? remedyFor(place, adviceFor(place, tables)),
  });
}

/** The walk in batches that was run on synthetic rows and ended in the same. */
function backfillFor({ migration, index }: Place): Remedy | null {
  const backfill = migration.backfills?.find(({ statement }) => statement === index)?.backfill ?? null;
  if (backfill?.proof.outcome !== 'same') return null;
  const { prepare, procedure, batch, proof, key, relation } = backfill;
  if (procedure === null) return null;
  return {
    text: `Take the statement out of the migration and walk ${code(relation)} by ${codes(key).join(', ')} in batches of ${batch.rows}; each commits, and a run that is stopped goes on where it was. Tried on ${proof.rows} synthetic rows, with a stop and an error in between: the same rows. Outside of a transaction.`,
    sql: [...prepare, ...procedure],
    rehearsed: true,
  };
}

function adviceFor({ migration, index }: Place, tables: string): string {
  const advice = `Change ${tables} in batches by primary key, each batch in a transaction of its own, outside of the schema migration.`;
  const because = migration.backfills?.find(({ statement }) => statement === index)?.because ?? null;
  return because === null ? advice : `${advice} No ready SQL for it: ${because}`;
}
