import { objectKey, type Catalog, type CatalogObject } from '../../model/catalog.ts';
import type { RehearsedStatement } from '../../model/rehearsal.ts';
import { identityOf, objectsById } from './shipped.ts';

/** The same object at two moments. */
export interface Pair {
  readonly before: CatalogObject;
  readonly after: CatalogObject;
}

/** What a statement did to the schema, object by object. */
export interface Difference {
  readonly added: readonly CatalogObject[];
  readonly removed: readonly CatalogObject[];
  /** The object itself has another name; children of a renamed relation are not listed. */
  readonly renamed: readonly Pair[];
  /** Every object that is there on both sides and differs in a fact. */
  readonly altered: readonly Pair[];
}

const remembered = new WeakMap<RehearsedStatement, Difference>();

/** What the statement did to the schema. Computed once for each statement. */
export function differenceOf(statement: RehearsedStatement): Difference {
  const known = remembered.get(statement);
  if (known !== undefined) return known;
  const found = compare(statement.before, statement.after);
  remembered.set(statement, found);
  return found;
}

function compare(before: Catalog, after: Catalog): Difference {
  if (before === after) return { added: [], removed: [], renamed: [], altered: [] };
  const pairs = [...before.values()].flatMap((object) => pairOf(object, after) ?? []);
  const kept = new Set(pairs.map((pair) => pair.after));
  const stayed = new Set(pairs.map((pair) => pair.before));
  return {
    added: [...after.values()].filter((object) => !kept.has(object)),
    removed: [...before.values()].filter((object) => !stayed.has(object)),
    renamed: pairs.filter((pair) => ownName(pair.before) !== ownName(pair.after)),
    altered: pairs.filter((pair) => differs(pair)),
  };
}

/** The object afterwards: the same identity wherever it went, else the same name. */
function pairOf(before: CatalogObject, afterwards: Catalog): Pair | null {
  const sameName = afterwards.get(objectKey(before.kind, before.name));
  if (sameName?.id === before.id) return { before, after: sameName };
  const after = objectsById(afterwards).get(identityOf(before));
  return after === undefined ? null : { before, after };
}

/** The name without that of the relation it belongs to. */
export function ownName(object: CatalogObject): string {
  const prefix = `${object.relation ?? ''}.`;
  return object.relation !== null && object.name.startsWith(prefix)
    ? object.name.slice(prefix.length)
    : object.name;
}

function differs({ before, after }: Pair): boolean {
  return before !== after && JSON.stringify(before.facts) !== JSON.stringify(after.facts);
}
