import type { ChangeOf } from '../../../model/change.ts';
import type { Work } from '../../../model/observation.ts';
import { each, family, itself, nowhere, withChildren } from './entry.ts';
import type { Entries, Lock, Touch } from './entry.ts';
import type { Schema } from './schema.ts';
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
  'set-access-method': itself(ALTER, 'AccessExclusiveLock', 'rewrite'),
  'set-tablespace': {
    page: ALTER,
    touches: ({ relation, object }, schema) => {
      const table = relation ?? schema.tableOfIndex(object);
      return each(table === null ? [] : [table], 'AccessExclusiveLock', 'rewrite');
    },
  },
  'set-replica-identity': itself(ALTER, 'AccessExclusiveLock'),
  'set-row-security': itself(ALTER, 'AccessExclusiveLock'),
  'alter-trigger': withChildren(ALTER, 'ShareRowExclusiveLock'),
  'create-trigger': withChildren('sql-createtrigger', 'ShareRowExclusiveLock'),
  'create-rule': itself('sql-createrule', 'AccessExclusiveLock'),
  'create-policy': itself('sql-createpolicy', 'AccessExclusiveLock'),
  'alter-policy': itself('sql-alterpolicy', 'AccessExclusiveLock'),
  'create-statistics': itself('sql-createstatistics', 'ShareUpdateExclusiveLock'),
  'lock-table': {
    page: 'sql-lock',
    touches: (change, schema) => family(change, schema, change.lock as Lock, 'metadata'),
  },
  vacuum: maintenance('sql-vacuum', 'ShareUpdateExclusiveLock', 'scan'),
  'vacuum-full': maintenance('sql-vacuum', 'AccessExclusiveLock', 'rewrite'),
  // Reads a sample, whose size does not grow with the table.
  analyze: maintenance('sql-analyze', 'ShareUpdateExclusiveLock', 'metadata'),
  cluster: maintenance('sql-cluster', 'AccessExclusiveLock', 'rewrite'),
  'create-sequence': nowhere('sql-createsequence'),
  'alter-sequence': itself('sql-altersequence', 'ShareRowExclusiveLock'),
} satisfies Partial<Entries>;

/** Without a name, every table is worked on. */
function maintenance(
  page: string,
  lock: Lock,
  work: Work,
): { page: string; touches: (change: { relation: string | null }, schema: Schema) => readonly Touch[] } {
  return {
    page,
    touches: ({ relation }, schema) =>
      each(relation === null ? schema.tables() : schema.family(relation), lock, work),
  };
}

/** A new table locks those that it refers to, and a new partition its parent. */
function createTable(change: ChangeOf<'create-table'>, schema: Schema): readonly Touch[] {
  if (change.ifNotExists && schema.has(change.object)) return [];
  const parent = change.partitionOf;
  return [
    ...each(change.references, 'ShareRowExclusiveLock'),
    ...each(change.inherits, 'ShareUpdateExclusiveLock'),
    ...each(change.reads ?? [], 'AccessShareLock'),
    ...(parent === null ? [] : each([parent], 'AccessExclusiveLock')),
    ...defaultPartition(parent, schema),
  ];
}

/** Rows of the default partition that would belong to the new one are looked for. */
function defaultPartition(parent: string | null, schema: Schema): Touch[] {
  const name = parent === null ? null : schema.defaultPartition(parent);
  return name === null ? [] : each([name], 'AccessExclusiveLock', 'scan');
}

function truncate(change: ChangeOf<'truncate-table'>, schema: Schema): readonly Touch[] {
  const names = schema.family(change.object);
  for (const name of change.cascade ? names : []) {
    const others = schema.referencing(name).flatMap(({ relation }) => relation ?? []);
    const missing = others.flatMap((other) => schema.family(other)).filter((other) => !names.includes(other));
    names.push(...new Set(missing));
  }
  return each(names, 'AccessExclusiveLock');
}

/** Whether a check proves the bound is not known here, so that the rows count as read. */
function attach({ relation, partition }: ChangeOf<'attach-partition'>, schema: Schema): readonly Touch[] {
  // Attaching one index to another only looks at the tables.
  if (relation === null) return [];
  const needsIndex = schema.indexes(relation).some(({ facts }) => !hasIndex(partition, facts, schema));
  return [
    ...each([relation], 'ShareUpdateExclusiveLock'),
    ...each(schema.family(partition), 'AccessExclusiveLock', needsIndex ? 'index-build' : 'scan'),
    ...defaultPartition(relation, schema),
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
  { relation, object, options }: ChangeOf<'set-options'>,
  schema: Schema,
): readonly Touch[] {
  const table = relation ?? schema.tableOfIndex(object);
  if (table === null) return [];
  const isGentle = options.every((name) => GENTLE.test(name));
  return each([table], isGentle ? 'ShareUpdateExclusiveLock' : 'AccessExclusiveLock');
}
