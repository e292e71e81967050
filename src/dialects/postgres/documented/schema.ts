import type { Catalog, CatalogObject } from '../../../model/catalog.ts';
import { findObject, findRelation, objectsOf } from '../../../model/catalog.ts';

/** Questions to the schema before a change. */
export class Schema {
  readonly catalog: Catalog;
  readonly version: number;

  constructor(catalog: Catalog, version: number) {
    this.catalog = catalog;
    this.version = version;
  }

  has(relation: string): boolean {
    return findRelation(this.catalog, relation) !== null;
  }

  tables(): string[] {
    return objectsOf(this.catalog, 'table').map(({ name }) => name);
  }

  /** Relations in a schema, by its name. */
  relationsIn(schema: string): string[] {
    const kinds = ['table', 'view', 'materialized-view', 'foreign-table', 'sequence'] as const;
    const names = kinds.flatMap((kind) => objectsOf(this.catalog, kind).map(({ name }) => name));
    return names.filter((name) => schemaOf(name) === schema);
  }

  /** A table with everything that inherits from it or is a partition of it, parents first. */
  family(relation: string): string[] {
    const found = [relation];
    for (const name of found) {
      for (const child of this.#children(name)) if (!found.includes(child)) found.push(child);
    }
    return found;
  }

  /** A table with its partitions, and without what only inherits from it. */
  withPartitions(relation: string): string[] {
    const isPartition = (name: string): boolean => name === relation || this.parentOf(name) !== null;
    return this.family(relation).filter(isPartition);
  }

  #children(relation: string): string[] {
    const isChild = ({ facts }: CatalogObject): boolean =>
      facts['partitionOf'] === relation || strings(facts['inherits']).includes(relation);
    return objectsOf(this.catalog, 'table')
      .filter(isChild)
      .map(({ name }) => name);
  }

  /** Sequences that belong to columns of a table. */
  ownedSequences(relation: string): string[] {
    const isOwned = ({ facts }: CatalogObject): boolean =>
      text(facts['ownedBy'])?.startsWith(`${relation}.`) === true;
    return objectsOf(this.catalog, 'sequence')
      .filter(isOwned)
      .map(({ name }) => name);
  }

  /** True for a table that holds no rows of its own. */
  isPartitioned(relation: string): boolean {
    return text(findObject(this.catalog, 'table', relation)?.facts['partitionKey']) !== null;
  }

  isMaterializedView(relation: string): boolean {
    return findObject(this.catalog, 'materialized-view', relation) !== null;
  }

  /** The table that a partition belongs to; null for what is none. */
  parentOf(relation: string): string | null {
    return text(findObject(this.catalog, 'table', relation)?.facts['partitionOf']);
  }

  /** The partition that takes what fits no other; null when there is none. */
  defaultPartition(parent: string): string | null {
    const isDefault = ({ facts }: CatalogObject): boolean =>
      facts['partitionOf'] === parent && text(facts['partitionBound']) === 'DEFAULT';
    return objectsOf(this.catalog, 'table').find(isDefault)?.name ?? null;
  }

  column(relation: string, column: string): CatalogObject | null {
    return findObject(this.catalog, 'column', `${relation}.${column}`);
  }

  constraint(relation: string, name: string): CatalogObject | null {
    return findObject(this.catalog, 'constraint', `${relation}.${name}`);
  }

  constraints(relation: string): CatalogObject[] {
    return objectsOf(this.catalog, 'constraint', relation);
  }

  indexes(relation: string): CatalogObject[] {
    return objectsOf(this.catalog, 'index', relation);
  }

  /** The table that an index belongs to; null when the index is not there. */
  tableOfIndex(index: string): string | null {
    return findObject(this.catalog, 'index', index)?.relation ?? null;
  }

  /** Foreign keys of a table. */
  foreignKeys(relation: string): CatalogObject[] {
    return this.constraints(relation).filter(({ facts }) => facts['type'] === 'foreign-key');
  }

  /** Foreign keys that point at a table. */
  referencing(relation: string): CatalogObject[] {
    return objectsOf(this.catalog, 'constraint').filter(({ facts }) => facts['references'] === relation);
  }

  /** Tables with a column of that enumerated type, domain or composite type. */
  tablesUsingType(type: string): string[] {
    const columns = objectsOf(this.catalog, 'column').filter(({ facts }) => facts['typeName'] === type);
    return [...new Set(columns.flatMap(({ relation }) => relation ?? []))].sort();
  }

  /** Tables with a column whose default takes its value from that sequence. */
  tablesDefaultingTo(sequence: string): string[] {
    const calls = [`nextval('${sequence}'::regclass)`, `nextval('public.${sequence}'::regclass)`];
    const columns = objectsOf(this.catalog, 'column').filter(({ facts }) =>
      calls.some((call) => text(facts['default'])?.includes(call)),
    );
    return [...new Set(columns.flatMap(({ relation }) => relation ?? []))].sort();
  }

  /** True when columns of the type must satisfy something: a domain with a constraint. */
  isConstrainedDomain(type: string): boolean {
    const domain = findObject(this.catalog, 'domain', type)?.facts;
    if (domain === undefined) return false;
    const constraints = domain['constraints'];
    return domain['notNull'] === true || (Array.isArray(constraints) && constraints.length > 0);
  }

  /** What a domain is made of; null for what is none. */
  baseOfDomain(type: string): string | null {
    return text(findObject(this.catalog, 'domain', type)?.facts['baseType']);
  }

  /** True when a function of that bare name is declared volatile, and its body is not put in its place. */
  isVolatile(name: string): boolean {
    return objectsOf(this.catalog, 'function').some(
      ({ name: signature, facts }) =>
        bareName(signature) === name && facts['volatility'] === 'volatile' && !isInlinedConstant(facts),
    );
  }
}

/** A function in SQL that only gives a constant back; what calls nothing cannot be volatile. */
function isInlinedConstant(facts: CatalogObject['facts']): boolean {
  const body = /\bAS \$function\$([^]*)\$function\$/.exec(text(facts['definition']) ?? '')?.[1] ?? '';
  const isPlain = facts['securityDefiner'] !== true && facts['strict'] !== true;
  return (
    facts['language'] === 'sql' &&
    isPlain &&
    /^\s*SELECT\s+(?:'[^']*'|[\d.]+|true|false)\s*;?\s*$/i.test(body)
  );
}

/** A fact that is text; null for any other. */
export function text(fact: unknown): string | null {
  return typeof fact === 'string' ? fact : null;
}

/** A fact that is a list of texts; what is no text is left out. */
export function strings(fact: unknown): string[] {
  return Array.isArray(fact) ? fact.filter((item): item is string => typeof item === 'string') : [];
}

/** `sales.orders` → `sales`; what has no schema is in `public`. */
function schemaOf(name: string): string {
  return /^("[^"]*(?:""[^"]*)*"|[^".]+)\./.exec(name)?.[1] ?? 'public';
}

/** `sales.tax(numeric)` → `tax`. */
function bareName(signature: string): string {
  return signature.replace(/\(.*$/s, '').split('.').at(-1)?.replaceAll('"', '') ?? '';
}
