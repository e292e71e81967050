import { KNOWN_EXTENSIONS, type KnownExtension } from './known-extensions.ts';

/** A name as it stands in SQL or in a message: `st_makepoint`, `cron.schedule`, `"Place"`. */
const NAME = /(?:"(?:[^"]|"")+"|[a-z_\u0080-\uffff][\w$\u0080-\uffff]*)/giu;
const COMMENT_OR_STRING = /--[^\n]*|\/\*[\s\S]*?\*\/|'[^']*(?:''[^']*)*'/g;
const EXTENSION_CLAUSE = /\bEXTENSION\s+(?:IF\s+(?:NOT\s+)?EXISTS\s+)?("(?:[^"]|"")+"|[a-z_][\w$]*)/gi;

/** Names in a text, in lower case where they are not quoted, each with whether it qualifies another. */
interface Name {
  readonly text: string;
  readonly qualifies: boolean;
}

/** The extension of those given that the SQL names in `CREATE EXTENSION x` and the like; null when there is none. */
export function managedIn(sql: string, extensions: readonly string[]): string | null {
  for (const [, name = ''] of withoutStrings(sql).matchAll(EXTENSION_CLAUSE)) {
    if (extensions.includes(unquoted(name))) return unquoted(name);
  }
  return null;
}

/** The first extension of those given that SQL uses something of; comments and strings do not count. */
export function usedIn(sql: string, extensions: readonly string[]): string | null {
  const names = namesIn(withoutStrings(sql));
  return extensions.find((extension) => names.some((name) => belongsTo(name, extension, 'created'))) ?? null;
}

/** The extension that a name in the message belongs to: one of those created, else any that is known. */
export function blamedIn(message: string, created: readonly string[]): string | null {
  const namespace = /^unrecognized parameter namespace "([^"]+)"/.exec(message)?.[1] ?? '';
  if (created.includes(namespace) || Object.hasOwn(KNOWN_EXTENSIONS, namespace)) return namespace;
  // Messages quote a name as a whole: `"cron.job"`.
  const names = namesIn(message.replaceAll('"', ' '));
  const known = Object.keys(KNOWN_EXTENSIONS);
  const schema = /^schema "([^"]+)" does not exist/.exec(message)?.[1];
  const isBehind = (extension: string, how: 'created' | 'known'): boolean =>
    (schema !== undefined && (KNOWN_EXTENSIONS[extension]?.schemas ?? []).includes(schema)) ||
    names.some((name) => belongsTo(name, extension, how));
  return (
    created.find((extension) => isBehind(extension, 'created')) ??
    known.find((extension) => isBehind(extension, 'known')) ??
    null
  );
}

function belongsTo({ text, qualifies }: Name, extension: string, how: 'created' | 'known'): boolean {
  const isCreated = how === 'created';
  const known = KNOWN_EXTENSIONS[extension] ?? {};
  if (qualifies) return (known.schemas ?? []).includes(text) || (isCreated && text === extension);
  const names = isCreated ? [...ownNames(known), ...(known.commonNames ?? [])] : ownNames(known);
  return names.some((name) => (name.endsWith('*') ? text.startsWith(name.slice(0, -1)) : text === name));
}

function ownNames({ types, names, methods, languages, wrappers }: KnownExtension): readonly string[] {
  return [types, names, methods, languages, wrappers].flatMap((some) => some ?? []);
}

function namesIn(text: string): Name[] {
  return [...text.matchAll(NAME)].map(({ 0: name, index }) => ({
    text: unquoted(name),
    qualifies: text[index + name.length] === '.',
  }));
}

function withoutStrings(sql: string): string {
  return sql.replace(COMMENT_OR_STRING, ' ');
}

function unquoted(name: string): string {
  return name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name.toLowerCase();
}
