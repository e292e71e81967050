import type { CatalogObject } from '../../../model/catalog.ts';
import type { ChangeOf } from '../../../model/change.ts';
import type { Work } from '../../../model/observation.ts';
import { isProvedNotNull } from './columns.ts';
import { each, family, partitions } from './entry.ts';
import type { Entries, Touch } from './entry.ts';
import type { Schema } from './schema.ts';
import { strings, text } from './schema.ts';

const ALTER = 'sql-altertable';

/** Changes of constraints; https://www.postgresql.org/docs/18/sql-altertable.html */
export const CONSTRAINTS = {
  'add-constraint': { page: ALTER, touches: addConstraint },
  'validate-constraint': { page: ALTER, touches: validate },
  'drop-constraint': { page: ALTER, touches: dropConstraint },
  'alter-constraint': { page: ALTER, touches: alterConstraint },
} satisfies Partial<Entries>;

function addConstraint(change: ChangeOf<'add-constraint'>, schema: Schema): readonly Touch[] {
  if (change.type === 'foreign-key') return addForeignKey(change, schema);
  const { type } = change;
  if (type === 'unique' || type === 'primary-key' || type === 'exclude') return addKey(change, schema);
  return family(change, schema, 'AccessExclusiveLock', 'metadata').map((touch) => ({
    ...touch,
    work: workOfAdding(change, touch.relation, schema),
  }));
}

/** Both sides are locked for as long as the rows of the one are looked up in the other; what inherits has no part. */
function addForeignKey(change: ChangeOf<'add-constraint'>, schema: Schema): readonly Touch[] {
  const work = change.notValid || change.vacuous === true ? 'metadata' : 'scan';
  const { references } = change;
  const referenced =
    references === null || references === change.relation ? [] : schema.withPartitions(references);
  return [
    ...(schema.version < 18 ? [] : family(change, schema, 'ShareRowExclusiveLock', 'metadata')),
    ...partitions(change, schema, 'ShareRowExclusiveLock', work),
    ...each(referenced, 'ShareRowExclusiveLock', work),
  ];
}

/**
 * Indexes are built for the table and its partitions. What inherits takes part only in that the columns of a primary
 * key become NOT NULL. Since 18, when that became a constraint of its own, all are locked alike.
 */
function addKey(change: ChangeOf<'add-constraint'>, schema: Schema): readonly Touch[] {
  const makesNotNull = change.type === 'primary-key';
  return family(change, schema, 'AccessExclusiveLock', 'metadata').flatMap(({ relation }): Touch[] => {
    const isOwn = relation === change.relation;
    const isPartition = !isOwn && schema.parentOf(relation) !== null;
    const alters = makesNotNull && !isProved(change, relation, schema);
    if (!isOwn && !isPartition) {
      const isLocked = schema.version >= 18 || makesNotNull;
      return isLocked ? each([relation], 'AccessExclusiveLock', alters ? 'scan' : 'metadata') : [];
    }
    const lock = isPartition && schema.version < 18 && !alters ? 'ShareLock' : 'AccessExclusiveLock';
    return each([relation], lock, workOfAdding(change, relation, schema));
  });
}

function workOfAdding(change: ChangeOf<'add-constraint'>, relation: string, schema: Schema): Work {
  const { type, notValid, usingIndex } = change;
  if (type === 'check') return notValid ? 'metadata' : 'scan';
  const proved = isProved(change, relation, schema);
  if (type === 'not-null') return notValid || proved ? 'metadata' : 'scan';
  if (usingIndex === null) return 'index-build';
  // A primary key makes its columns NOT NULL.
  return type === 'primary-key' && !proved ? 'scan' : 'metadata';
}

/** True when the columns are known to hold no NULL in that relation. */
function isProved(change: ChangeOf<'add-constraint'>, relation: string, schema: Schema): boolean {
  return columnsOf(change, schema).every((column) => isProvedNotNull(relation, column, schema));
}

/** With USING INDEX the columns are the index's. */
function columnsOf(
  { usingIndex, columns, relation }: ChangeOf<'add-constraint'>,
  schema: Schema,
): readonly string[] {
  if (usingIndex === null || relation === null) return columns;
  const index = schema
    .indexes(relation)
    .find(({ name }) => name === usingIndex || name.endsWith(`.${usingIndex}`));
  return strings(index?.facts['columns']);
}

function validate(change: ChangeOf<'validate-constraint'>, schema: Schema): readonly Touch[] {
  const constraint = change.relation === null ? null : schema.constraint(change.relation, change.constraint);
  const work = constraint?.facts['validated'] === true ? 'metadata' : 'scan';
  const references = text(constraint?.facts['references']);
  return [
    ...family(change, schema, 'ShareUpdateExclusiveLock', work),
    ...(references === null || references === change.relation
      ? []
      : each([references], 'RowShareLock', work)),
  ];
}

/** Enforcing a foreign key (18 and later) looks up every row, as validating does, but keeps everybody out meanwhile. */
function alterConstraint(change: ChangeOf<'alter-constraint'>, schema: Schema): readonly Touch[] {
  if (change.enforces !== true) return family(change, schema, 'AccessExclusiveLock', 'metadata');
  const constraint = change.relation === null ? null : schema.constraint(change.relation, change.constraint);
  const references = text(constraint?.facts['references']);
  return [
    ...family(change, schema, 'AccessExclusiveLock', 'scan'),
    ...each(references === null ? [] : [references], 'ShareRowExclusiveLock', 'scan'),
  ];
}

/** A foreign key is dropped on both sides; a key that others point at, with CASCADE, on theirs. */
function dropConstraint(change: ChangeOf<'drop-constraint'>, schema: Schema): readonly Touch[] {
  const constraint = change.relation === null ? null : schema.constraint(change.relation, change.constraint);
  const references = text(constraint?.facts['references']);
  const others = references === null || references === change.relation ? [] : [references];
  const dependents = dependentsOf(constraint, schema);
  return [
    ...family(change, schema, 'AccessExclusiveLock', 'metadata'),
    ...each([...others, ...dependents], 'AccessExclusiveLock'),
  ];
}

/** Tables whose foreign keys point at the columns of a key: it is dropped only with them. */
function dependentsOf(constraint: CatalogObject | null, schema: Schema): string[] {
  const { relation = null, facts } = constraint ?? {};
  const isKey = facts?.['type'] === 'primary-key' || facts?.['type'] === 'unique';
  if (relation === null || !isKey) return [];
  const key = strings(facts['columns']).sort().join();
  return schema
    .referencing(relation)
    .filter(({ facts }) => strings(facts['referencedColumns']).sort().join() === key)
    .flatMap(({ relation }) => relation ?? []);
}
