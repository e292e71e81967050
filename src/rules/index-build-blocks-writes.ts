import { codes } from '../lib/code.ts';
import { listInWords } from '../lib/list-in-words.ts';
import { defineRule, type Hit } from '../model/rule.ts';
import { blockingWork, type BlockingWork } from './support/blocking-work.ts';
import { differenceOf } from './support/difference.ts';
import { effectEvidence } from './support/effect-evidence.ts';
import { hitAt } from './support/hit.ts';
import type { Place } from './support/place.ts';
import { remedyFor } from './support/remedy.ts';
import { whoWaits } from './support/words.ts';

const ORDERS =
  'CREATE TABLE orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, customer_id bigint NOT NULL);';

export default defineRule({
  id: 'index-build-blocks-writes',
  title: 'Index build blocks writes',
  severity: 'block',
  dialects: ['postgres'],
  docs: {
    what: 'Looks for an index that is built, or built anew, on a shipped table while the statement keeps others from writing to it.',
    why: '`CREATE INDEX` takes a SHARE lock: nobody can insert, update or delete until every row is in the index. On a large table that takes minutes, and each waiting write holds a connection. `REINDEX` also keeps readers from the index.',
    instead:
      'Build with `CREATE INDEX CONCURRENTLY` (or `REINDEX … CONCURRENTLY`) in a migration of its own that runs outside of a transaction, and check afterwards that the index is valid.',
    references: [
      'https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY',
      'https://www.postgresql.org/docs/current/sql-reindex.html#SQL-REINDEX-CONCURRENTLY',
    ],
  },
  examples: {
    bad: [
      {
        title: 'A plain index on a shipped table',
        base: [ORDERS],
        head: [{ up: 'CREATE INDEX orders_customer_id_idx ON orders (customer_id);' }],
      },
      {
        title: 'An index that is built anew',
        base: [`${ORDERS}\nCREATE INDEX orders_customer_id_idx ON orders (customer_id);`],
        head: [{ up: 'REINDEX INDEX orders_customer_id_idx;' }],
      },
    ],
    good: [
      {
        title: 'Built concurrently, outside of a transaction',
        base: [ORDERS],
        head: [
          {
            up: 'CREATE INDEX CONCURRENTLY orders_customer_id_idx ON orders (customer_id);',
            transaction: 'none',
          },
        ],
      },
      {
        title: 'On a table that the same change creates',
        base: [ORDERS],
        head: [
          {
            up: 'CREATE TABLE refunds (id bigint PRIMARY KEY, order_id bigint);\nCREATE INDEX refunds_order_id_idx ON refunds (order_id);',
          },
        ],
      },
    ],
  },
  growsWithTable: true,
  check(rehearsal) {
    return blockingWork(rehearsal, 'index-build').map(toHit);
  },
});

function toHit({ place, effects }: BlockingWork): Hit {
  const relations = effects.map(({ relation }) => relation);
  const built = differenceOf(place.statement)
    .added.filter(
      ({ kind, relation }) => kind === 'index' && relation !== null && relations.includes(relation),
    )
    .map(({ name }) => name);
  const tables = listInWords(codes(relations));
  return hitAt(place, {
    object: built[0] ?? relations[0] ?? '',
    message: `${buildOf(place, built, tables)} reads all of ${tables}; until it is done, ${whoWaits(effects)}. The time grows with the table.`,
    evidence: effectEvidence(effects),
    remedy: remedyFor(
      place,
      'Build the index concurrently, in a migration of its own that runs outside of a transaction.',
    ),
  });
}

/** A new index without a name has none yet where nothing ran. */
function buildOf({ statement: { statement } }: Place, built: readonly string[], tables: string): string {
  if (built.length > 0) return `Building ${listInWords(codes(built))}`;
  const isNew =
    statement.kind === 'readable' && statement.changes.some(({ kind }) => kind === 'create-index');
  return isNew ? 'Building the index' : `Building the indexes of ${tables} anew`;
}
