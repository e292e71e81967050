import { code, codes } from '../lib/code.ts';
import { listInWords } from '../lib/list-in-words.ts';
import { defineRule, type Hit } from '../model/rule.ts';
import { blockingWork, type BlockingWork } from './support/blocking-work.ts';
import { differenceOf } from './support/difference.ts';
import { effectEvidence } from './support/effect-evidence.ts';
import { hitAt } from './support/hit.ts';
import { summaryOf, type Place } from './support/place.ts';
import { remedyFor } from './support/remedy.ts';
import { whoWaits } from './support/words.ts';

const USERS = 'CREATE TABLE users (id bigint PRIMARY KEY, age integer, nickname varchar(50));';

export default defineRule({
  id: 'table-rewrite-blocks',
  title: 'Table rewrite blocks',
  severity: 'block',
  dialects: ['postgres'],
  docs: {
    what: 'Looks for a statement that writes every row of a shipped table, or of a materialized view, anew while it keeps others out, or copies it to another tablespace.',
    why: 'The rewrite copies the table and builds all of its indexes again, under an ACCESS EXCLUSIVE lock: not even reads go on. It needs the table’s size once more on disk, and replicas fall behind.',
    instead:
      'Add a new column of the right shape, write to both, fill it in batches, and switch over. For a volatile default: add the column without it, set the default, then fill old rows in batches. For a stored generated column: an ordinary column that a trigger fills, or an index on the expression. For a materialized view: `REFRESH … CONCURRENTLY`.',
    references: [
      'https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-NOTES',
      'https://www.postgresql.org/docs/current/sql-refreshmaterializedview.html',
    ],
  },
  examples: {
    bad: [
      {
        title: 'A type that is stored in another form',
        base: [USERS],
        head: [{ up: 'ALTER TABLE users ALTER COLUMN age TYPE bigint;' }],
      },
      {
        title: 'A new column whose default differs from row to row',
        base: [USERS],
        head: [{ up: 'ALTER TABLE users ADD COLUMN token uuid DEFAULT gen_random_uuid();' }],
      },
      {
        title: 'A column that is computed from others and stored',
        base: [USERS],
        head: [
          { up: 'ALTER TABLE users ADD COLUMN initial text GENERATED ALWAYS AS (left(nickname, 1)) STORED;' },
        ],
      },
      {
        title: 'An identity column',
        base: [USERS],
        head: [{ up: 'ALTER TABLE users ADD COLUMN position bigint GENERATED ALWAYS AS IDENTITY;' }],
      },
      {
        title: 'Another tablespace',
        base: [USERS],
        head: [{ up: 'ALTER TABLE users SET TABLESPACE fast;' }],
      },
    ],
    good: [
      {
        title: 'A longer varchar changes the catalog only',
        base: [USERS],
        head: [{ up: 'ALTER TABLE users ALTER COLUMN nickname TYPE varchar(200);' }],
      },
      {
        title: 'The tablespace and the access method that it has',
        base: [USERS],
        head: [
          { up: 'ALTER TABLE users SET TABLESPACE pg_default;\nALTER TABLE users SET ACCESS METHOD heap;' },
        ],
      },
      {
        title: 'A default that is computed once',
        base: [USERS],
        head: [{ up: 'ALTER TABLE users ADD COLUMN joined_on date NOT NULL DEFAULT CURRENT_DATE;' }],
      },
      {
        title: 'An index on the expression',
        base: [USERS],
        head: [
          {
            up: 'CREATE INDEX CONCURRENTLY users_initial ON users (left(nickname, 1));',
            transaction: 'none',
          },
        ],
      },
      {
        title: 'The default set after the column was added',
        base: [USERS],
        head: [
          {
            up: 'ALTER TABLE users ADD COLUMN token uuid;\nALTER TABLE users ALTER COLUMN token SET DEFAULT gen_random_uuid();',
          },
        ],
      },
    ],
  },
  growsWithTable: true,
  check(rehearsal) {
    return blockingWork(rehearsal, 'rewrite').map(toHit);
  },
});

function toHit({ place, effects }: BlockingWork): Hit {
  const relations = effects.map(({ relation }) => relation);
  const tables = listInWords(codes(relations));
  return hitAt(place, {
    object: relations[0] ?? '',
    message: `${code(summaryOf(place))} ${workOf(place, tables)}; until it is done, ${whoWaits(effects)}. The time grows with the table.`,
    evidence: effectEvidence(effects),
    remedy: remedyFor(place, adviceFor(place, relations)),
  });
}

function adviceFor({ statement }: Place, relations: readonly string[]): string {
  if (isMove(statement.statement))
    return `Move ${listInWords(codes(relations))} while nobody uses it, or fill a new table in the other tablespace in batches and switch over. New tables and indexes go there by ${code('default_tablespace')}.`;
  const added = differenceOf(statement).added.filter(
    ({ kind, relation }) => kind === 'column' && relations.includes(relation ?? ''),
  );
  const [first, ...others] = added;
  if (first === undefined)
    return `Add a new column beside the old one, write to both, fill it in batches and switch over; do not rewrite ${listInWords(codes(relations))} in place.`;
  const columns = others.length === 0 ? code(first.name) : `the ${added.length} columns`;
  return added.some(({ facts }) => (facts['generated'] ?? null) !== null)
    ? `Add ${columns} without ${code('GENERATED')}, compute new rows in a trigger or in the code, and fill the old ones in batches. For queries alone, an index on the expression does without a column.`
    : `Add ${columns} without what gives each row a value of its own, let new rows get it by a default or a trigger, and fill the old ones in batches.`;
}

function workOf({ statement: { statement } }: Place, tables: string): string {
  return isMove(statement)
    ? `copies files of ${tables} to another tablespace`
    : `writes every row of ${tables} anew`;
}

/** True when files are copied as they are; their rows stay the same. */
function isMove(statement: Place['statement']['statement']): boolean {
  return statement.kind === 'readable' && statement.changes.every(({ kind }) => kind === 'set-tablespace');
}
