import { findObject } from '../../../model/catalog.ts';
import type { ChangeOf, PartitionRange } from '../../../model/change.ts';
import { each, family, itself, nowhere, partitions, withPartitions } from './entry.ts';
import { clustered, analyzed, vacuumed } from './maintenance.ts';
import type { Entries, Lock, Touch } from './entry.ts';
import { isRangeProved } from './partition-proof.ts';
import type { Schema } from './schema.ts';
import { STORAGE } from './storage.ts';
import { strings } from './schema.ts';

const ALTER = 'sql-altertable';

/** Changes of whole tables. */
export const TABLES = {
  'create-table': { page: 'sql-createtable', touches: createTable },
  'create-table-as': {
    page: 'sql-createtableas',
    touches: ({ reads = [], withoutData }) =>
      each(reads, 'AccessShareLock', withoutData === true ? 'metadata' : 'scan'),
  },
  'truncate-table': { page: 'sql-truncate', touches: truncate },
  'attach-partition': { page: ALTER, touches: attach },
  'detach-partition': { page: ALTER, touches: detach },
  'set-inheritance': {
    page: ALTER,
    touches: ({ relation, reads = [] }) => [
      ...each(relation === null ? [] : [relation], 'AccessExclusiveLock'),
      ...each(reads, 'ShareUpdateExclusiveLock'),
    ],
  },
  'set-options': { page: ALTER, touches: setOptions },
  'set-persistence': itself(ALTER, 'AccessExclusiveLock', 'rewrite'),
  ...STORAGE,
  'set-replica-identity': itself(ALTER, 'AccessExclusiveLock'),
  'set-row-security': itself(ALTER, 'AccessExclusiveLock'),
  'alter-trigger': { page: ALTER, touches: switchTrigger },
  'create-trigger': withPartitions('sql-createtrigger', 'ShareRowExclusiveLock'),
  'create-rule': itself('sql-createrule', 'AccessExclusiveLock'),
  'create-policy': itself('sql-createpolicy', 'AccessExclusiveLock'),
  'alter-policy': itself('sql-alterpolicy', 'AccessExclusiveLock'),
  'create-statistics': itself('sql-createstatistics', 'ShareUpdateExclusiveLock'),
  'lock-table': {
    page: 'sql-lock',
    touches: (change, schema) => family(change, schema, change.lock as Lock, 'metadata'),
  },
  vacuum: {
    page: 'sql-vacuum',
    touches: (change, schema) => vacuumed(change, schema, 'ShareUpdateExclusiveLock', 'scan'),
  },
  'vacuum-full': {
    page: 'sql-vacuum',
    touches: (change, schema) => vacuumed(change, schema, 'AccessExclusiveLock', 'rewrite'),
  },
  analyze: { page: 'sql-analyze', touches: analyzed },
  cluster: { page: 'sql-cluster', touches: clustered },
  'create-sequence': nowhere('sql-createsequence'),
  'alter-sequence': itself('sql-altersequence', 'ShareRowExclusiveLock'),
} satisfies Partial<Entries>;

/** Triggers are switched with those of the partitions; rules stand in the way of every query. */
function switchTrigger(change: ChangeOf<'alter-trigger'>, schema: Schema): readonly Touch[] {
  const isRule = findObject(schema.catalog, 'rule', change.object) !== null;
  if (isRule) return each(change.relation === null ? [] : [change.relation], 'AccessExclusiveLock');
  return partitions(change, schema, 'ShareRowExclusiveLock', 'metadata');
}

/** A new table locks those that it refers to, and a new partition its parent. */
function createTable(change: ChangeOf<'create-table'>, schema: Schema): readonly Touch[] {
  if (change.ifNotExists === true && schema.has(change.object)) return [];
  const parent = change.partitionOf;
  return [
    ...each(
      change.references.flatMap((table) => schema.withPartitions(table)),
      'ShareRowExclusiveLock',
    ),
    ...each(change.inherits, 'ShareUpdateExclusiveLock'),
    ...each(change.reads ?? [], 'AccessShareLock'),
    ...(parent === null ? [] : each([parent], 'AccessExclusiveLock')),
    ...(parent === null ? [] : defaultPartition(parent, change.range, schema)),
  ];
}

/** Rows of the default partition that would belong to the new one are looked for, unless a check rules them out. */
function defaultPartition(parent: string, range: PartitionRange | undefined, schema: Schema): Touch[] {
  const table = schema.defaultPartition(parent);
  if (table === null) return [];
  const isProved = isRangeProved({ table, parent, range, lie: 'outside' }, schema);
  return each([table], 'AccessExclusiveLock', isProved ? 'metadata' : 'scan');
}

function truncate(change: ChangeOf<'truncate-table'>, schema: Schema): readonly Touch[] {
  const names = change.only === true ? [change.object] : schema.family(change.object);
  for (const name of change.cascade ? names : []) {
    const others = schema.referencing(name).flatMap(({ relation }) => relation ?? []);
    const missing = others.flatMap((other) => schema.family(other)).filter((other) => !names.includes(other));
    names.push(...new Set(missing));
  }
  return each(names, 'AccessExclusiveLock');
}

/** The rows are read unless a check proves the bound, and the indexes of the parent are built where they miss. */
function attach(change: ChangeOf<'attach-partition'>, schema: Schema): readonly Touch[] {
  const { relation, partition, range } = change;
  if (relation === null) return attachIndex(change, schema);
  const claim = { table: partition, parent: relation, range, lie: 'within' } as const;
  const work = isRangeProved(claim, schema) ? 'metadata' : 'scan';
  const needsIndex = schema.indexes(relation).some(({ facts }) => !hasIndex(partition, facts, schema));
  return [
    ...each([relation], 'ShareUpdateExclusiveLock'),
    ...each(schema.family(partition), 'AccessExclusiveLock', needsIndex ? 'index-build' : work),
    ...defaultPartition(relation, range, schema),
  ];
}

/** No query on the partition is planned while its index is locked like this. */
function attachIndex({ object, partition }: ChangeOf<'attach-partition'>, schema: Schema): readonly Touch[] {
  const [parent, table] = [schema.tableOfIndex(object), schema.tableOfIndex(partition)];
  return [
    ...each(parent === null ? [] : [parent], 'ShareUpdateExclusiveLock'),
    ...each(table === null ? [] : [table], 'AccessExclusiveLock'),
  ];
}

function hasIndex(table: string, wanted: Readonly<Record<string, unknown>>, schema: Schema): boolean {
  return schema
    .indexes(table)
    .some(
      ({ facts }) =>
        strings(facts['columns']).join() === strings(wanted['columns']).join() &&
        facts['unique'] === wanted['unique'],
    );
}

/** With CONCURRENTLY (14 and later) the parent stays open for reads and writes. */
function detach(change: ChangeOf<'detach-partition'>, schema: Schema): readonly Touch[] {
  const { relation, partition, concurrently } = change;
  if (relation === null) return [];
  const fallback = schema.defaultPartition(relation);
  return [
    ...each([relation], concurrently ? 'ShareUpdateExclusiveLock' : 'AccessExclusiveLock'),
    ...each([partition], 'AccessExclusiveLock'),
    ...each(fallback === null || concurrently ? [] : [fallback], 'AccessExclusiveLock'),
  ];
}

/** Parameters that are set without keeping readers and writers out. */
const GENTLE =
  /^(?:toast\.)?(?:autovacuum_\w+|vacuum_\w+|log_autovacuum_\w+|fillfactor|parallel_workers|toast_tuple_target|statistics|n_distinct\w*|cluster-on|deduplicate_items)$/;

function setOptions(
  { relation, object, options, only }: ChangeOf<'set-options'>,
  schema: Schema,
): readonly Touch[] {
  const table = relation ?? schema.tableOfIndex(object);
  if (table === null) return [];
  const isGentle = options.every((name) => GENTLE.test(name));
  const tables = options.includes('statistics') && only !== true ? schema.family(table) : [table];
  return each(tables, isGentle ? 'ShareUpdateExclusiveLock' : 'AccessExclusiveLock');
}
