import type { ObjectKind } from '../../../model/catalog.ts';

/** Privileges by role; the owner is listed only when it does not hold everything, `public` when it holds anything unusual. */
export type Privileges = Readonly<Record<string, readonly string[]>>;

/** Words for the letters of an access control list. https://www.postgresql.org/docs/current/ddl-priv.html */
const WORDS: Readonly<Record<string, string>> = {
  r: 'SELECT',
  a: 'INSERT',
  w: 'UPDATE',
  d: 'DELETE',
  D: 'TRUNCATE',
  x: 'REFERENCES',
  t: 'TRIGGER',
  m: 'MAINTAIN',
  X: 'EXECUTE',
  U: 'USAGE',
  C: 'CREATE',
};

/** Letters that an owner holds by default; `m` came with version 17. */
const OWNER_LETTERS: Readonly<Partial<Record<ObjectKind, string>>> = {
  table: 'arwdDxtm',
  view: 'arwdDxtm',
  'materialized-view': 'arwdDxtm',
  'foreign-table': 'arwdDxtm',
  sequence: 'rwU',
  function: 'X',
  aggregate: 'X',
  schema: 'UC',
  enum: 'U',
  domain: 'U',
  'composite-type': 'U',
  'range-type': 'U',
  'base-type': 'U',
  'foreign-server': 'U',
};

/** Letters that everybody holds by default. */
const PUBLIC_LETTERS: Readonly<Partial<Record<ObjectKind, string>>> = {
  function: 'X',
  aggregate: 'X',
  enum: 'U',
  domain: 'U',
  'composite-type': 'U',
  'range-type': 'U',
  'base-type': 'U',
};

const GRANT_OPTION = ' WITH GRANT OPTION';

function ownerLetters(kind: ObjectKind, version: number): string {
  const letters = OWNER_LETTERS[kind] ?? '';
  return version < 17 ? letters.replace('m', '') : letters;
}

function wordsOf(letters: string): string[] {
  const words: string[] = [];
  for (let at = 0; at < letters.length; at += 1) {
    const word = WORDS[letters.charAt(at)];
    if (word === undefined) continue;
    words.push(letters.charAt(at + 1) === '*' ? word + GRANT_OPTION : word);
  }
  return words.sort();
}

/** Splits `{a=r/x,"b c=w/x"}` into items, undoing the array's quoting. */
function itemsOf(list: string): string[] {
  const items = list.slice(1, -1).match(/"(?:[^"\\]|\\.)*"|[^,]+/g) ?? [];
  return items.map((item) => (item.startsWith('"') ? item.slice(1, -1).replace(/\\(.)/g, '$1') : item));
}

/** One list item as role and letters. The role is quoted as SQL needs it, `public` for everybody. */
function grantOf(item: string): readonly [role: string, letters: string] {
  const quoted = /^("[^"]*(?:""[^"]*)*"|[^=]*)=([^/]*)\//.exec(item);
  const role = quoted?.[1] ?? '';
  const plain = role.startsWith('"') || /^[a-z_][a-z0-9_$]*$/.test(role);
  if (role === '') return ['public', quoted?.[2] ?? ''];
  return [plain ? role : `"${role}"`, quoted?.[2] ?? ''];
}

/** An owner may always pass its privileges on, said or not. */
function withoutOption(word: string): string {
  return word.replace(GRANT_OPTION, '');
}

/** Reads an access control list as the catalog holds it; null means the defaults. */
export function readPrivileges(
  kind: ObjectKind,
  list: string | null,
  owner: string,
  version: number,
): Privileges {
  if (list === null) return {};
  const held = new Map(
    itemsOf(list)
      .map(grantOf)
      .map(([role, letters]) => [role, wordsOf(letters)]),
  );
  const defaults = new Map([
    ['public', wordsOf(PUBLIC_LETTERS[kind] ?? '')],
    [owner, wordsOf(ownerLetters(kind, version))],
  ]);
  const privileges: Record<string, readonly string[]> = {};
  for (const role of [...new Set([...held.keys(), ...defaults.keys()])].sort()) {
    const words = role === owner ? (held.get(role) ?? []).map(withoutOption) : (held.get(role) ?? []);
    if (words.join() !== (defaults.get(role) ?? []).join()) privileges[role] = words;
  }
  return privileges;
}
