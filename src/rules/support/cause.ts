import type { CatalogObject } from '../../model/catalog.ts';
import { ownName } from './difference.ts';

/** One thing that a statement did to the shipped schema and that running code can trip over. */
export interface Cause {
  readonly kind: 'drop' | 'rename' | 'type' | 'required-column' | 'stricter';
  /** The object as it was right before the statement; for a new one, as it is after. */
  readonly object: CatalogObject;
  /** What running code calls it: `users.email`, `'new' of order_status`. */
  readonly name: string;
  /** New name, or new type; null for the others. */
  readonly to: string | null;
  /** True when it breaks callers by itself; false when only a broken probe shows that somebody minds. */
  readonly certain: boolean;
}

/** The relation whose queries feel it; null when that can be any (a schema, a type, a function, a sequence). */
export function relationOf({ object }: Cause): string | null {
  if (isRelation(object) && object.kind !== 'sequence') return object.name;
  return object.relation;
}

/** True for tables, views and whatever else a query can name after FROM. */
export function isRelation({ kind }: CatalogObject): boolean {
  return RELATIONS.has(kind);
}

const RELATIONS: ReadonlySet<string> = new Set([
  'table',
  'view',
  'materialized-view',
  'foreign-table',
  'sequence',
]);

/** True when the text speaks of the object by its own name. */
export function isNamedIn({ object }: Cause, text: string): boolean {
  const bare = ownName(object).replaceAll('"', '');
  return text.split(/[^\w$]+/u).includes(bare) || text.includes(`"${bare}"`);
}

/** The kind of an object for a sentence: `materialized view`. */
export function kindWords({ kind }: CatalogObject): string {
  return kind.replaceAll('-', ' ');
}

/** A fact that is text; empty when the object has none of that name. */
export function factText({ facts }: CatalogObject, fact: string): string {
  const value = facts[fact];
  return typeof value === 'string' ? value : '';
}

/** True for a column that is required and that nothing fills in when an insert leaves it out. */
export function mustBeGiven({ facts }: CatalogObject): boolean {
  const filledBy = [facts['default'], facts['identity'], facts['generated']];
  return facts['notNull'] === true && filledBy.every((fact) => fact === null || fact === undefined);
}
