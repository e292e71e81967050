import type { ChangeOf } from '../../../model/change.ts';
import type { Work } from '../../../model/observation.ts';
import { isProvedNotNull } from './columns.ts';
import { each, family } from './entry.ts';
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
  if (change.type !== 'foreign-key') {
    return family(change, schema, 'AccessExclusiveLock', 'metadata').map((touch) => ({
      ...touch,
      work: workOfAdding(change, touch.relation, schema),
    }));
  }
  // Both sides are locked for as long as the rows of the one are looked up, by key, in the other.
  const work = change.notValid || change.vacuous === true ? 'metadata' : 'scan';
  const own = family(change, schema, 'ShareRowExclusiveLock', work);
  const { references } = change;
  const referenced = references === null || references === change.relation ? [] : schema.family(references);
  return [...own, ...each(referenced, 'ShareRowExclusiveLock')];
}

function workOfAdding(change: ChangeOf<'add-constraint'>, relation: string, schema: Schema): Work {
  const { type, notValid, usingIndex } = change;
  if (type === 'check') return notValid ? 'metadata' : 'scan';
  const isProved = columnsOf(change, schema).every((column) => isProvedNotNull(relation, column, schema));
  if (type === 'not-null') return notValid || isProved ? 'metadata' : 'scan';
  if (usingIndex === null) return 'index-build';
  // A primary key makes its columns NOT NULL.
  return type === 'primary-key' && !isProved ? 'scan' : 'metadata';
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
    ...(references === null || references === change.relation ? [] : each([references], 'RowShareLock')),
  ];
}

/** Enforcing a foreign key (18 and later) looks up every row, as validating does, but keeps everybody out meanwhile. */
function alterConstraint(change: ChangeOf<'alter-constraint'>, schema: Schema): readonly Touch[] {
  if (change.enforces !== true) return family(change, schema, 'AccessExclusiveLock', 'metadata');
  const constraint = change.relation === null ? null : schema.constraint(change.relation, change.constraint);
  const references = text(constraint?.facts['references']);
  return [
    ...family(change, schema, 'AccessExclusiveLock', 'scan'),
    ...each(references === null ? [] : [references], 'ShareRowExclusiveLock'),
  ];
}

/** A foreign key is dropped on both sides; a key that others point at, with CASCADE, on theirs. */
function dropConstraint(change: ChangeOf<'drop-constraint'>, schema: Schema): readonly Touch[] {
  const constraint = change.relation === null ? null : schema.constraint(change.relation, change.constraint);
  const references = text(constraint?.facts['references']);
  const others = references === null || references === change.relation ? [] : [references];
  return [
    ...family(change, schema, 'AccessExclusiveLock', 'metadata'),
    ...each(others, 'AccessExclusiveLock'),
  ];
}
