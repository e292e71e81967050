import { findObject, objectsOf, type Catalog, type CatalogObject } from './catalog.ts';

/** What stood on a table, or in its text, before it was built anew under its name, and is not there in the end. */
export interface Forgotten {
  /** Indexes of statements of their own, and triggers. */
  readonly parts: readonly CatalogObject[];
  /** Checks, keys and the like. */
  readonly constraints: readonly CatalogObject[];
  /** Columns, as they are now, whose collation went, and as they were. */
  readonly collations: readonly Kept[];
  /** True when rows were counted and are no more. */
  readonly counter: boolean;
}

/** A column that is there on both sides. */
interface Kept {
  readonly was: CatalogObject;
  readonly is: CatalogObject;
}

/** Compares a table before it was dropped with the one that stands there in the end; null where none stands on both sides. */
export function forgottenOf(before: Catalog, end: Catalog, table: string): Forgotten | null {
  const [was, is] = [before, end].map((catalog) => findObject(catalog, 'table', table));
  if (was === null || was === undefined || is === null || is === undefined) return null;
  const kept = columnsKept(before, end, table);
  const parts = partsOf(before, table).filter(
    (part) => !partsOf(end, table).some((other) => isSamePart(part, other)),
  );
  // A table may be built anew for nothing but that.
  if (!changesElse(before, end, table, kept))
    return { parts, constraints: [], collations: [], counter: false };
  return {
    parts,
    constraints: objectsOf(before, 'constraint', table).filter(
      (constraint) => !objectsOf(end, 'constraint', table).some((other) => isSameRule(constraint, other)),
    ),
    collations: kept.filter(
      (column) => column.was.facts['collation'] !== null && column.is.facts['collation'] === null,
    ),
    counter: was.facts['autoincrement'] === true && is.facts['autoincrement'] === false,
  };
}

function columnsKept(before: Catalog, end: Catalog, table: string): Kept[] {
  return objectsOf(before, 'column', table).flatMap((was) => {
    const is = findObject(end, 'column', was.name);
    return is === null ? [] : [{ was, is }];
  });
}

function partsOf(catalog: Catalog, table: string): CatalogObject[] {
  const indexes = objectsOf(catalog, 'index', table).filter(({ facts }) => facts['origin'] === 'statement');
  return [...indexes, ...objectsOf(catalog, 'trigger', table)];
}

/** Under whatever name. */
function isSamePart(left: CatalogObject, right: CatalogObject): boolean {
  if (left.kind !== right.kind) return false;
  return left.name === right.name || JSON.stringify(left.facts) === JSON.stringify(right.facts);
}

/** Whatever its name is. */
function isSameRule(left: CatalogObject, right: CatalogObject): boolean {
  const [one, other] = [left, right].map(({ facts }) => JSON.stringify({ ...facts, named: null }));
  return one === other;
}

/** True when columns come, go or change their type, default or demands. */
function changesElse(before: Catalog, end: Catalog, table: string, kept: readonly Kept[]): boolean {
  const numbers = [before, end].map((catalog) => objectsOf(catalog, 'column', table).length);
  if (numbers.some((number) => number !== kept.length)) return true;
  return kept.some(({ was, is }) =>
    ['type', 'notNull', 'default', 'generated', 'expression'].some(
      (fact) => was.facts[fact] !== is.facts[fact],
    ),
  );
}
