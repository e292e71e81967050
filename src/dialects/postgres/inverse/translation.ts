import type { CatalogObject, Fact } from '../../../model/catalog.ts';
import { localName, schemaOf, sqlName } from './sql-names.ts';

/** Tells a text of the later moment in the names of the earlier one. */
export type Translate = ((text: string, isCatalogName: boolean) => string) | null;

/** Everything in SQL that could be a name, qualified or not; strings are passed over. */
const TOKENS =
  /'[^']*(?:''[^']*)*'|(?:"[^"]*(?:""[^"]*)*"|[A-Za-z_][\w$]*)(?:\.(?:"[^"]*(?:""[^"]*)*"|[A-Za-z_][\w$]*))*/g;

/** `a AS a`, as a view shows a column whose rename is taken back. */
const NEEDLESS_ALIAS = /("[^"]*(?:""[^"]*)*"|[A-Za-z_][\w$]*) AS \1(?![\w$"])/g;

/** Later names with the earlier ones, as SQL has them and as the catalog has them: `public.users` and `users`. */
interface Names {
  readonly sql: Map<string, string>;
  readonly catalog: Map<string, string>;
}

/** A translation by the objects whose names differ; null when none does. */
export function translationOf(matches: ReadonlyMap<CatalogObject, CatalogObject>): Translate {
  const names: Names = { sql: new Map(), catalog: new Map() };
  for (const [before, after] of matches) {
    if (before !== after && before.name !== after.name) addNames(names, before, after);
  }
  if (names.sql.size === 0) return null;
  return (text, isCatalogName) => translated(text, isCatalogName ? names.catalog : names.sql);
}

function addNames(names: Names, before: CatalogObject, after: CatalogObject): void {
  const [from, to] = [localName(after), localName(before)];
  if (from !== to) for (const map of [names.sql, names.catalog]) map.set(from, to);
  if (schemaOf(after) === null) return;
  const withoutArguments = (name: string): string => name.replace(/\(.*$/, '');
  names.catalog.set(withoutArguments(after.name), withoutArguments(before.name));
  names.sql.set(withoutArguments(sqlName(after)), withoutArguments(sqlName(before)));
}

function translated(text: string, names: ReadonlyMap<string, string>): string {
  const replaced = text.replace(TOKENS, (token) => {
    if (!token.startsWith("'")) return translatedName(token, names);
    const inner = token.slice(1, -1);
    return /^[\w$."]+$/.test(inner) ? `'${translatedName(inner, names)}'` : token;
  });
  return replaced.replace(NEEDLESS_ALIAS, '$1');
}

/** The longest known part of a dotted name first: `app.users.email` by `app.users`, then part by part. */
function translatedName(name: string, names: ReadonlyMap<string, string>): string {
  const whole = names.get(name);
  if (whole !== undefined) return whole;
  const parts = name.match(/"[^"]*(?:""[^"]*)*"|[^."]+/g) ?? [];
  for (let length = parts.length - 1; length > 1; length -= 1) {
    const known = names.get(parts.slice(0, length).join('.'));
    if (known === undefined) continue;
    return [known, ...parts.slice(length).map((part) => names.get(part) ?? part)].join('.');
  }
  return parts.map((part) => names.get(part) ?? part).join('.');
}

/** Facts that are words of ours, not names. */
const WORDS: ReadonlySet<string> = new Set([
  ...['id', 'labels', 'labelIds', 'comment', 'identity', 'enabled', 'persistence', 'storage'],
  ...['command', 'language', 'volatility', 'functionKind', 'method', 'replicaIdentity', 'generated'],
]);

/** Facts that are names as the catalog has them. */
const CATALOG_NAMES: ReadonlySet<string> = new Set([
  ...['references', 'index', 'constraint', 'ownedBy', 'partitionOf', 'inherits', 'typeName', 'function'],
]);

/** The later object under the earlier one's name, its facts told in the earlier names. */
export function translatedObject(
  after: CatalogObject,
  before: CatalogObject,
  translate: Translate,
): CatalogObject {
  if (translate === null) return after;
  const facts: Record<string, Fact> = {};
  for (const [fact, value] of Object.entries(after.facts)) {
    const isSame = JSON.stringify(value) === JSON.stringify(before.facts[fact]);
    facts[fact] =
      isSame || WORDS.has(fact)
        ? value
        : translatedFact(value, (text) => translate(text, CATALOG_NAMES.has(fact)));
  }
  return { ...after, name: before.name, relation: before.relation, facts };
}

function translatedFact(value: Fact, translate: (text: string) => string): Fact {
  if (typeof value === 'string') return translate(value);
  if (Array.isArray(value)) return value.map((item: Fact) => translatedFact(item, translate));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value as Readonly<Record<string, Fact>>);
  return Object.fromEntries(entries.map(([key, item]) => [translate(key), translatedFact(item, translate)]));
}
