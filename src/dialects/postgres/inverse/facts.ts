import type { CatalogObject, Fact } from '../../../model/catalog.ts';

/** A text fact; null when it is none. */
export function textFact(object: CatalogObject, fact: string): string | null {
  const value = object.facts[fact];
  return typeof value === 'string' ? value : null;
}

/** A list of texts; empty when it is none. Items that are not text are left out. */
export function listFact(object: CatalogObject, fact: string): string[] {
  const value = object.facts[fact];
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

/** A list of records; empty when it is none. */
export function recordsFact(object: CatalogObject, fact: string): Readonly<Record<string, Fact>>[] {
  const value = object.facts[fact];
  return Array.isArray(value) ? (value as Readonly<Record<string, Fact>>[]) : [];
}

/** True when the fact is true. */
export function isFact(object: CatalogObject, fact: string): boolean {
  return object.facts[fact] === true;
}

/** True when both objects agree in the fact. */
export function agree(left: CatalogObject, right: CatalogObject, fact: string): boolean {
  return isEqual(left.facts[fact] ?? null, right.facts[fact] ?? null);
}

/** True when both values are the same, however deep; record keys come in the same order from the same reader. */
function isEqual(left: Fact, right: Fact): boolean {
  return left === right || JSON.stringify(left) === JSON.stringify(right);
}

/** Keys of the objects that this one uses. */
export function usesOf(object: CatalogObject): string[] {
  return listFact(object, 'uses');
}

/** Its id as a number, for an order by age; parts of a relation sort with it. */
export function age(object: CatalogObject): number {
  return Number(object.id.split('.')[0] ?? 0);
}

/** A value as a word of SQL: texts as they are, numbers and truth values written out. */
export function wordOf(value: Fact | undefined): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : JSON.stringify(value ?? null);
}

/** A fact as a word of SQL. */
export function wordFact(object: CatalogObject, fact: string): string {
  return wordOf(object.facts[fact]);
}
