import { findObject, type Catalog, type CatalogObject } from '../../../model/catalog.ts';
import { isFact, listFact, textFact } from '../../catalog/facts.ts';
import { qualified } from './names.ts';

/** What is known of a type in order to make values of it. Domains are taken apart. */
export interface ValueType {
  /** Name without modifiers and array brackets, in lower case: `character varying`, `int4range`, `citext`. */
  readonly family: string;
  /** `10,2` of `numeric(10,2)`. */
  readonly modifiers: readonly number[];
  /** The type without domains, to cast constants to. */
  readonly sql: string;
  /** The domain that the value is cast to at last; null when there is none. */
  readonly domain: string | null;
  /** Conditions of its domains on `VALUE`. */
  readonly conditions: readonly string[];
  readonly notNull: boolean;
  /** Labels of an enumerated type; empty for others. */
  readonly labels: readonly string[];
  /** Type of the elements of an array; null for others. */
  readonly element: ValueType | null;
  /** Types of the parts of a composite type; null for others. */
  readonly parts: readonly ValueType[] | null;
}

/** What a catalog says of a type: format, kind and catalog name of the type (of the elements, for an array). */
export interface TypeReference {
  readonly type: string;
  readonly kind: string;
  readonly name: string;
}

/** The type of a column or attribute. */
export function columnType(catalog: Catalog, column: CatalogObject): ValueType {
  const type = textFact(column, 'type') ?? 'text';
  return valueType(catalog, {
    type,
    kind: textFact(column, 'typeKind') ?? 'base',
    name: textFact(column, 'typeName') ?? type,
  });
}

/** Looks up what is needed to make values of a type. */
function valueType(catalog: Catalog, reference: TypeReference): ValueType {
  if (reference.kind === 'array' || reference.type.endsWith('[]')) return arrayType(catalog, reference);
  const name = reference.name.replace(/^public\./, '');
  const domain = findObject(catalog, 'domain', name);
  if (domain !== null) return domainType(catalog, domain);
  const named = findObject(catalog, 'enum', name);
  if (named !== null) return { ...plainType(qualified(named.name)), labels: listFact(named, 'labels') };
  const composite = findObject(catalog, 'composite-type', name);
  if (composite !== null) return compositeType(catalog, composite);
  const range = findObject(catalog, 'range-type', name);
  return range === null
    ? plainType(reference.type)
    : { ...plainType(qualified(range.name)), family: 'range' };
}

function arrayType(catalog: Catalog, reference: TypeReference): ValueType {
  const inner = reference.type.replace(/(\[\d*\])+$/, '');
  const name = reference.name.replace(/(\[\d*\])+$/, '');
  const element = valueType(catalog, { type: inner, kind: 'base', name });
  const sql = `${element.domain ?? element.sql}[]`;
  return { ...plainType(sql), family: 'array', element };
}

function domainType(catalog: Catalog, domain: CatalogObject): ValueType {
  const type = textFact(domain, 'baseType') ?? 'text';
  const kind = textFact(domain, 'baseTypeKind') ?? 'base';
  const base = valueType(catalog, { type, kind, name: type });
  return {
    ...base,
    domain: qualified(domain.name),
    conditions: [...base.conditions, ...domainConditions(domain)],
    notNull: base.notNull || isFact(domain, 'notNull'),
  };
}

function domainConditions(domain: CatalogObject): string[] {
  const constraints = domain.facts['constraints'];
  if (!Array.isArray(constraints)) return [];
  return constraints.flatMap((constraint: unknown) => {
    if (typeof constraint !== 'object' || constraint === null || !('definition' in constraint)) return [];
    return typeof constraint.definition === 'string' ? (conditionOf(constraint.definition) ?? []) : [];
  });
}

function compositeType(catalog: Catalog, composite: CatalogObject): ValueType {
  const attributes = composite.facts['attributes'];
  const types = Array.isArray(attributes)
    ? attributes.flatMap((attribute: unknown) => attributeType(attribute) ?? [])
    : [];
  const parts = types.map((type) => valueType(catalog, { type, kind: 'base', name: type }));
  return { ...plainType(qualified(composite.name)), family: 'composite', parts };
}

function attributeType(attribute: unknown): string | null {
  if (typeof attribute !== 'object' || attribute === null || !('type' in attribute)) return null;
  return typeof attribute.type === 'string' ? attribute.type : null;
}

function plainType(sql: string): ValueType {
  const modifiers = /\(([\d, -]+)\)/.exec(sql)?.[1]?.split(',').map(Number) ?? [];
  const family = sql
    .replace(/\([^)]*\)/, '')
    .replace(/^.*\./, '')
    .replaceAll('"', '')
    .trim()
    .toLowerCase();
  const none = { domain: null, conditions: [], notNull: false, labels: [], element: null, parts: null };
  return { family, modifiers, sql, ...none };
}

/** The expression of `CHECK (…)`; null for any other definition. */
export function conditionOf(definition: string): string | null {
  return /^CHECK (\(.*\))(?: NO INHERIT)?(?: NOT VALID)?(?: NOT ENFORCED)?$/s.exec(definition)?.[1] ?? null;
}
