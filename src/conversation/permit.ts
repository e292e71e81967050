import { ROLES, type Author, type Role } from '../model/ports.ts';
import type { Deed, Grant, Rights } from '../model/rights.ts';

/** What the host says of people; asked again for every run, never taken from a payload. */
export interface Registry {
  roleOf(login: string): Promise<Role>;
  /** `untold` where our token may not see who is in the team. */
  isMember(team: string, login: string): Promise<boolean | 'untold'>;
  /** Who opened the pull request; null when the account is gone. */
  readonly author: string | null;
}

/** Whether somebody may do a deed; for accepting, `rule` says what. Asks the host only as far as needed. */
export async function isPermitted(
  person: Author,
  deed: Deed,
  rule: string | null,
  { rights, registry }: { readonly rights: Rights; readonly registry: Registry },
): Promise<boolean> {
  for (const grant of grantsFor(rights, deed, rule)) {
    if (await holds(grant, person.login, registry)) return true;
  }
  return false;
}

/** Who may do a deed, as the configuration says. */
export function grantsFor(rights: Rights, deed: Deed, rule: string | null): readonly Grant[] {
  const ofRule = deed === 'accept' && rule !== null ? rights.rules[rule] : undefined;
  return ofRule ?? rights.deeds[deed];
}

async function holds(grant: Grant, login: string, registry: Registry): Promise<boolean> {
  switch (grant.kind) {
    case 'user':
      return same(grant.login, login);
    case 'author':
      return registry.author !== null && same(registry.author, login);
    case 'team':
      return (await registry.isMember(grant.team, login)) === true;
    case 'role':
      return ROLES.indexOf(await registry.roleOf(login)) >= ROLES.indexOf(grant.role);
  }
}

function same(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}
