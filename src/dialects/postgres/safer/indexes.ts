import { findObject, type CatalogObject } from '../../../model/catalog.ts';
import { textFact } from '../../catalog/facts.ts';
import { buildConcurrently, definitionOf } from './index-sql.ts';
import type { Occasion, Offer } from './offer.ts';

const ALONE =
  'Run it outside of a transaction, in a migration of its own. A build that is broken off leaves an invalid index behind: drop it and build again.';

/** Builds indexes concurrently; on a partitioned table, one partition after the other. */
export function createIndexGently({ statement, difference }: Occasion): Offer | null {
  const isDone = statement.changes.some((change) => change.kind === 'create-index' && change.concurrently);
  const added = difference.added('index');
  if (isDone || added.length === 0) return null;
  const roots = added.filter((index) => textFact(index, 'partitionOf') === null);
  return { sql: roots.flatMap((root) => buildTree(root, added, difference.after)), note: ALONE };
}

function buildTree(
  index: CatalogObject,
  all: readonly CatalogObject[],
  catalog: Occasion['difference']['after'],
): string[] {
  const table = findObject(catalog, 'table', index.relation ?? '');
  if (table === null || textFact(table, 'partitionKey') === null) return [buildConcurrently(index)];
  const parts = all.filter((one) => textFact(one, 'partitionOf') === index.name);
  const attached = parts.flatMap((part) => [
    ...buildTree(part, all, catalog),
    `ALTER INDEX ${index.name} ATTACH PARTITION ${part.name}`,
  ]);
  return [definitionOf(index), ...attached];
}

/** Drops indexes concurrently, one at a time. */
export function dropIndexGently({ statement, difference }: Occasion): Offer | null {
  const isDone = statement.changes.some((change) => change.kind === 'drop-index' && change.concurrently);
  const removed = difference.removed('index');
  const isPlain = removed.every(({ relation }) => {
    const table =
      findObject(difference.before, 'table', relation ?? '') ??
      findObject(difference.before, 'materialized-view', relation ?? '');
    return table !== null && (textFact(table, 'partitionKey') ?? null) === null;
  });
  const cascades = difference.removed('constraint').length > 0;
  if (isDone || removed.length === 0 || !isPlain || cascades) return null;
  const sql = removed.map(({ name }) => `DROP INDEX CONCURRENTLY ${name}`);
  return { sql, note: 'Run it outside of a transaction, in a migration of its own.' };
}

/** Rebuilds indexes concurrently. */
export function reindexGently({ statement }: Occasion): Offer | null {
  const sql = statement.changes.map((change) => {
    if (change.kind !== 'reindex' || change.concurrently) return null;
    if (!['index', 'table', 'schema'].includes(change.of)) return null;
    return `REINDEX ${change.of.toUpperCase()} CONCURRENTLY ${change.object}`;
  });
  const known = sql.filter((one) => one !== null);
  return known.length === sql.length ? { sql: known, note: ALONE } : null;
}

/** Builds indexes anew in the other tablespace; a table has no such way. https://www.postgresql.org/docs/current/sql-reindex.html */
export function moveIndexGently({ statement, difference }: Occasion): Offer | null {
  const sql = statement.changes.map((change) => {
    if (change.kind !== 'set-tablespace') return null;
    if (findObject(difference.after, 'index', change.object) === null) return null;
    return `REINDEX (TABLESPACE ${change.tablespace}) INDEX CONCURRENTLY ${change.object}`;
  });
  const known = sql.filter((one) => one !== null);
  return known.length === sql.length ? { sql: known, note: ALONE } : null;
}
