import { findObject, type CatalogObject } from '../../../model/catalog.ts';
import type { ChangeKind } from '../../../model/change.ts';
import { isFact, numberFact, textFact } from '../../catalog/facts.ts';
import { columnOf } from '../../validation/column-of.ts';
import { addColumn } from './columns.ts';
import { addInTwoSteps, addOnIndex, setNotNull } from './constraints.ts';
import type { Occasion, Offer } from './offer.ts';

/** Changes that can be taken apart and put together again from the difference of both catalogs. */
export const ALTERATIONS: readonly ChangeKind[] = [
  'add-column',
  'add-constraint',
  'set-not-null',
  'drop-not-null',
  'set-default',
  'drop-default',
  'drop-constraint',
];

/** Takes an `ALTER TABLE` apart: what looks at rows does so without a strong lock. */
export function alterTableGently(occasion: Occasion): Offer | null {
  const [change] = occasion.statement.changes;
  const table = change?.relation ?? null;
  if (table === null || !isPlainTable(occasion, table)) return null;
  if (occasion.statement.changes.some((one) => one.relation !== table || usesIndex(one))) return null;
  const parts = [
    droppedConstraints(occasion, table),
    addedColumns(occasion, table),
    changedColumns(occasion, table),
    addedConstraints(occasion, table),
  ];
  const known = parts.filter((part) => part !== null);
  const sql = known.flat();
  if (known.length < parts.length || sql.length < 2) return null;
  return {
    sql,
    note: 'Each statement commits by itself; builds and validations belong in migrations of their own, outside of a transaction.',
  };
}

function usesIndex(change: Occasion['statement']['changes'][number]): boolean {
  return change.kind === 'add-constraint' && change.usingIndex !== null;
}

/** Partitions and children would need the same steps, each. */
function isPlainTable({ difference }: Occasion, name: string): boolean {
  const table = findObject(difference.before, 'table', name);
  return (
    table !== null && textFact(table, 'partitionKey') === null && textFact(table, 'partitionOf') === null
  );
}

function ofTable(objects: readonly CatalogObject[], table: string): CatalogObject[] {
  return objects.filter(({ relation }) => relation === table);
}

function droppedConstraints({ difference }: Occasion, table: string): string[] {
  return ofTable(difference.removed('constraint'), table)
    .filter((constraint) => textFact(constraint, 'type') !== 'not-null')
    .map((constraint) => `ALTER TABLE ${table} DROP CONSTRAINT ${columnOf(constraint)}`);
}

function addedColumns(occasion: Occasion, table: string): string[] | null {
  const columns = ofTable(occasion.difference.added('column'), table).toSorted(
    (left, right) => (numberFact(left, 'position') ?? 0) - (numberFact(right, 'position') ?? 0),
  );
  const parts = columns.map((column) => addColumn(occasion, table, column));
  const known = parts.filter((part) => part !== null);
  return known.length === parts.length ? known.flat() : null;
}

function changedColumns({ difference }: Occasion, table: string): string[] {
  const pairs = difference.changed('column').filter(({ is }) => is.relation === table);
  return pairs.flatMap(({ was, is }) => {
    const column = `ALTER TABLE ${table} ALTER COLUMN ${columnOf(is)}`;
    const [old, value] = [textFact(was, 'default'), textFact(is, 'default')];
    const defaulting =
      old === value ? [] : [value === null ? `${column} DROP DEFAULT` : `${column} SET DEFAULT ${value}`];
    if (isFact(was, 'notNull') === isFact(is, 'notNull')) return defaulting;
    return [
      ...defaulting,
      ...(isFact(is, 'notNull') ? setNotNull(table, columnOf(is)) : [`${column} DROP NOT NULL`]),
    ];
  });
}

function addedConstraints({ difference }: Occasion, table: string): string[] | null {
  const added = ofTable(difference.added('constraint'), table);
  const parts = added.map((constraint): string[] | null => {
    const type = textFact(constraint, 'type');
    if (type === 'not-null') return [];
    if (type === 'foreign-key' || type === 'check') return addInTwoSteps(table, constraint);
    return type === 'exclude' ? null : addOnIndex(difference.after, table, constraint);
  });
  const known = parts.filter((part) => part !== null);
  return known.length === parts.length ? known.flat() : null;
}
