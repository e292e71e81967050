import type { ChangeOf } from '../../../model/change.ts';
import { each, partitions } from './entry.ts';
import type { Entries, Touch } from './entry.ts';
import type { Schema } from './schema.ts';

/** Changes of indexes. An index's lock is told by its table. */
export const INDEXES = {
  'create-index': { page: 'sql-createindex', touches: createIndex },
  'drop-index': { page: 'sql-dropindex', touches: dropIndex },
  reindex: { page: 'sql-reindex', touches: reindex },
} satisfies Partial<Entries>;

function createIndex(change: ChangeOf<'create-index'>, schema: Schema): readonly Touch[] {
  const lock = change.concurrently ? 'ShareUpdateExclusiveLock' : 'ShareLock';
  const isThere =
    change.ifNotExists === true && change.index !== null && schema.tableOfIndex(change.index) !== null;
  // On a partitioned table alone (ONLY), there is nothing to build.
  return partitions(change, schema, lock, isThere || change.only === true ? 'metadata' : 'index-build');
}

function dropIndex(change: ChangeOf<'drop-index'>, schema: Schema): readonly Touch[] {
  const table = schema.tableOfIndex(change.object);
  if (table === null) return [];
  const lock = change.concurrently ? 'ShareUpdateExclusiveLock' : 'AccessExclusiveLock';
  return each(schema.withPartitions(table), lock);
}

function reindex(change: ChangeOf<'reindex'>, schema: Schema): readonly Touch[] {
  // The table takes a weaker lock (Share), but no query on it is planned while its index is locked like this.
  const lock = change.concurrently ? 'ShareUpdateExclusiveLock' : 'AccessExclusiveLock';
  return each(reindexed(change, schema), lock, 'index-build');
}

function reindexed({ of, object }: ChangeOf<'reindex'>, schema: Schema): string[] {
  if (of === 'table') return schema.withPartitions(object);
  if (of === 'schema') {
    const tables = new Set(schema.tables());
    return schema.relationsIn(object).filter((name) => tables.has(name));
  }
  if (of !== 'index') return schema.tables();
  const table = schema.tableOfIndex(object);
  return table === null ? [] : schema.withPartitions(table);
}
