import type { Role } from './ports.ts';

/** Who is meant. */
export type Grant =
  /** Everybody who may do at least this much in the repository. */
  | { readonly kind: 'role'; readonly role: Role }
  | { readonly kind: 'user'; readonly login: string }
  /** `organization/team`. */
  | { readonly kind: 'team'; readonly team: string }
  /** Whoever opened the pull request. */
  | { readonly kind: 'author' };

/** What people do on a pull request. */
export type Deed = 'tick' | 'attest' | 'accept' | 'decide';

/** Who may do what; a deed is allowed by any one of its grants. */
export interface Rights {
  readonly deeds: Readonly<Record<Deed, readonly Grant[]>>;
  /** Who may accept what a rule found, by rule id, where it is not who may accept anything. */
  readonly rules: Readonly<Record<string, readonly Grant[]>>;
  /** Most days that an override may last. */
  readonly longestDays: number;
}

const WRITE: Grant = { kind: 'role', role: 'write' };
const MAINTAIN: Grant = { kind: 'role', role: 'maintain' };

export const USUAL_RIGHTS: Rights = {
  deeds: { tick: [WRITE], attest: [WRITE], accept: [MAINTAIN], decide: [MAINTAIN] },
  rules: {},
  longestDays: 90,
};
