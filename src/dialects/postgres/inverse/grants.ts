import type { CatalogObject } from '../../../model/catalog.ts';
import { textFact } from './facts.ts';

/** Privileges by role, as the catalog has them: roles that hold no more than by default are left out. */
export type Grants = Readonly<Record<string, readonly string[]>>;

/** What GRANT and REVOKE are about. */
export interface PrivilegeTarget {
  /** `TABLE public.users`. */
  readonly on: string;
  /** ` (email)` for a column, else empty. */
  readonly columns: string;
  /** What everybody holds when nothing is said. */
  readonly publicDefault: readonly string[];
  /** Role that holds everything when nothing is said. */
  readonly owner: string;
}

const OPTION = ' WITH GRANT OPTION';

interface Wording {
  grant(privileges: readonly string[], role: string, isWithOption: boolean): string;
  revoke(privileges: readonly string[], role: string, isOptionOnly: boolean): string;
}

function wordingOf({ on, columns }: PrivilegeTarget): Wording {
  const list = (privileges: readonly string[]): string => privileges.map((word) => word + columns).join(', ');
  const name = (role: string): string => (role === 'public' ? 'PUBLIC' : role);
  return {
    grant: (privileges, role, isWithOption) =>
      `GRANT ${list(privileges)} ON ${on} TO ${name(role)}${isWithOption ? OPTION : ''}`,
    revoke: (privileges, role, isOptionOnly) =>
      `REVOKE ${isOptionOnly ? 'GRANT OPTION FOR ' : ''}${list(privileges)} ON ${on} FROM ${name(role)}`,
  };
}

/** GRANT and REVOKE that lead from the present privileges to the wanted ones. */
export function privilegeChanges(wanted: Grants, present: Grants, target: PrivilegeTarget): string[] {
  const roles = [...new Set([...Object.keys(wanted), ...Object.keys(present)])].sort();
  const wording = wordingOf(target);
  return roles.flatMap((role) => {
    if (wanted[role]?.join() === present[role]?.join()) return [];
    if (role === target.owner) return ownerChanges(wanted[role], wording, role);
    const ordinary = role === 'public' ? target.publicDefault : [];
    return roleChanges(wanted[role] ?? ordinary, present[role] ?? ordinary, wording, role);
  });
}

function ownerChanges(wanted: readonly string[] | undefined, wording: Wording, role: string): string[] {
  if (wanted === undefined) return [wording.grant(['ALL'], role, false)];
  return [
    wording.revoke(['ALL'], role, false),
    ...(wanted.length > 0 ? [wording.grant(wanted.map(plain), role, false)] : []),
  ];
}

function plain(word: string): string {
  return word.endsWith(OPTION) ? word.slice(0, -OPTION.length) : word;
}

function roleChanges(
  wanted: readonly string[],
  present: readonly string[],
  wording: Wording,
  role: string,
): string[] {
  const [wantedWords, presentWords] = [wanted.map(plain), present.map(plain)];
  const gone = presentWords.filter((word) => !wantedWords.includes(word));
  const withoutOption = present
    .filter((word) => word.endsWith(OPTION) && wanted.includes(plain(word)))
    .map(plain);
  const added = wanted.filter((word) => !present.includes(word) && !withoutOption.includes(word));
  const withOption = added.filter((word) => word.endsWith(OPTION)).map(plain);
  const bare = added.filter((word) => !word.endsWith(OPTION));
  return [
    ...(gone.length > 0 ? [wording.revoke(gone, role, false)] : []),
    ...(withoutOption.length > 0 ? [wording.revoke(withoutOption, role, true)] : []),
    ...(bare.length > 0 ? [wording.grant(bare, role, false)] : []),
    ...(withOption.length > 0 ? [wording.grant(withOption, role, true)] : []),
  ];
}

const DEFAULT_WORDS: Readonly<Record<string, string>> = {
  r: 'TABLES',
  S: 'SEQUENCES',
  f: 'FUNCTIONS',
  T: 'TYPES',
  n: 'SCHEMAS',
};

/** ALTER DEFAULT PRIVILEGES that lead from the present rule to the wanted one; null stands for no rule. */
export function defaultPrivilegeChanges(
  wanted: CatalogObject | null,
  present: CatalogObject | null,
): string[] {
  const rule = wanted ?? present;
  if (rule === null) return [];
  const schema = textFact(rule, 'schema');
  const letter = textFact(rule, 'letter') ?? '';
  const ordinary = letter === 'f' ? ['EXECUTE'] : letter === 'T' ? ['USAGE'] : [];
  const prefix = `ALTER DEFAULT PRIVILEGES FOR ROLE ${textFact(rule, 'role') ?? ''}${schema === null ? '' : ` IN SCHEMA ${schema}`}`;
  const target = {
    on: DEFAULT_WORDS[letter] ?? 'LARGE OBJECTS',
    columns: '',
    publicDefault: schema === null ? ordinary : [],
    owner: schema === null ? (textFact(rule, 'role') ?? '') : '',
  };
  const grants = (object: CatalogObject | null): Grants => (object?.facts['privileges'] ?? {}) as Grants;
  return privilegeChanges(grants(wanted), grants(present), target).map((step) => `${prefix} ${step}`);
}
