import type { CatalogObject } from '../../../model/catalog.ts';
import { wordOf } from './facts.ts';

const IDENTIFIER = /"[^"]*(?:""[^"]*)*"|[^."]+/y;

/** Splits a catalog name at its dots, quotes respected. */
export function nameParts(name: string): string[] {
  const parts: string[] = [];
  let at = 0;
  while (at < name.length) {
    IDENTIFIER.lastIndex = at;
    const part = IDENTIFIER.exec(name)?.[0];
    if (part === undefined) break;
    parts.push(part);
    at += part.length + 1;
  }
  return parts;
}

/** Kinds whose name has a schema in front when it is not the default one. */
const IN_SCHEMA: ReadonlySet<string> = new Set([
  ...['table', 'view', 'materialized-view', 'foreign-table', 'sequence', 'index', 'statistics'],
  ...['enum', 'domain', 'composite-type', 'range-type', 'base-type', 'collation', 'function', 'aggregate'],
]);

function withoutArguments(name: string): string {
  const open = name.indexOf('(');
  return open < 0 ? name : name.slice(0, open);
}

/** Schema of an object that lives in one by its own name; null for others. */
export function schemaOf(object: CatalogObject): string | null {
  if (!IN_SCHEMA.has(object.kind)) return null;
  const parts = nameParts(withoutArguments(object.name));
  return parts.length > 1 ? (parts[0] ?? null) : 'public';
}

/** The last part of the name, without schema, relation or arguments. */
export function localName(object: CatalogObject): string {
  if (object.relation !== null && !IN_SCHEMA.has(object.kind)) {
    return object.name.slice(object.relation.length + 1);
  }
  if (!IN_SCHEMA.has(object.kind)) return object.name;
  return nameParts(withoutArguments(object.name)).at(-1) ?? object.name;
}

/** A relation's or type's name with its schema, as SQL needs it: `public.users`. */
export function qualified(name: string): string {
  return nameParts(name).length > 1 ? name : `public.${name}`;
}

/** The object as SQL names it after its kind: `public.users`, `public.f(integer)`, `touch ON public.users`. */
export function sqlName(object: CatalogObject): string {
  const { kind, facts, relation } = object;
  if (kind === 'function') return wordOf(facts['signature']);
  if (typeof facts['identity'] === 'string' && kind !== 'column') return facts['identity'];
  if (relation !== null && !IN_SCHEMA.has(kind)) return `${localName(object)} ON ${qualified(relation)}`;
  return IN_SCHEMA.has(kind) ? qualified(object.name) : object.name;
}

/** The relation that the object belongs to, with its schema. */
export function relationName(object: CatalogObject): string {
  return qualified(object.relation ?? object.name);
}

/** A string literal. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
