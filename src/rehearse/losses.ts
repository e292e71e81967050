import { findObject, findRelation, objectsOf, type Catalog, type CatalogObject } from '../model/catalog.ts';
import type { RelationDigest, RowDigests } from '../model/engine.ts';
import type { DataLoss } from '../model/rehearsal.ts';

/** Tables and columns with data of their own that are there before and gone after. Renamed ones are not gone. */
export function destroyedObjects(before: Catalog, after: Catalog, digests: RowDigests): DataLoss[] {
  const tables = goneObjects(before, after, 'table');
  const goneTables = new Set(tables.map((table) => table.name));
  const rowsOf = (relation: string | null): number => digests.get(relation ?? '')?.rows ?? 0;
  const columns = goneObjects(before, after, 'column').filter(
    (column) => !goneTables.has(column.relation ?? '') && holdsData(column, before),
  );
  return [
    ...tables.map((table): DataLoss => ({ kind: 'table', object: table.name, rows: rowsOf(table.name) })),
    ...columns.map((column): DataLoss => ({
      kind: 'column',
      object: column.name,
      rows: rowsOf(column.relation),
    })),
  ];
}

function goneObjects(before: Catalog, after: Catalog, kind: 'table' | 'column'): CatalogObject[] {
  const living = new Set(objectsOf(after, kind).map((object) => object.id));
  return objectsOf(before, kind).filter((object) => !living.has(object.id));
}

/** False for columns of views and for generated columns, whose values can be computed again. */
function holdsData(column: CatalogObject, catalog: Catalog): boolean {
  const isOfTable = column.relation !== null && findObject(catalog, 'table', column.relation) !== null;
  return isOfTable && (column.facts['generated'] ?? null) === null;
}

/** Rows that are gone from relations which exist on both sides. */
export function vanishedRows(before: RowDigests, after: RowDigests): DataLoss[] {
  const losses: DataLoss[] = [];
  for (const [relation, was] of before) {
    const is = after.get(relation);
    if (is !== undefined && is.rows < was.rows)
      losses.push({ kind: 'rows', object: relation, rows: was.rows - is.rows });
  }
  return losses;
}

/** Columns whose values differ although no row came or went. */
export function overwrittenColumns(before: RowDigests, after: RowDigests): DataLoss[] {
  const losses: DataLoss[] = [];
  for (const [relation, was] of before) {
    const is = after.get(relation);
    if (is?.rows !== was.rows) continue;
    for (const column of differingColumns(was, is)) {
      losses.push({ kind: 'column', object: `${relation}.${column}`, rows: was.rows });
    }
  }
  return losses;
}

/** Columns of both digests that hold different values. */
export function differingColumns(before: RelationDigest, after: RelationDigest): string[] {
  return Object.keys(before.columns)
    .filter((column) => column in after.columns && before.columns[column] !== after.columns[column])
    .sort();
}

/**
 * The losses of what stood before the change. A table or column that the change itself brought held nothing but the rows
 * that the change put there, and those are compared; what the target does not have has nothing to come back.
 */
export function lossesOfOthers(shipped: Catalog, target: Catalog, lost: readonly DataLoss[]): DataLoss[] {
  const [tables, columns] = (['table', 'column'] as const).map(
    (kind) => new Set(objectsOf(shipped, kind).map(({ id }) => id)),
  );
  return lost.filter(({ kind, object }) => {
    if (kind === 'rows') return findRelation(target, object) !== null;
    const there = findObject(target, kind, object);
    return there !== null && (kind === 'table' ? tables : columns)?.has(there.id) === true;
  });
}
