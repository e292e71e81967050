import { code } from '../lib/code.ts';
import type { Author } from '../model/ports.ts';
import type { Deed, Grant } from '../model/rights.ts';
import { grantsFor, isPermitted } from './permit.ts';
import type { Setting } from './request.ts';

const DEED: Readonly<Record<Deed, string>> = {
  tick: 'tick an item',
  attest: 'attest an item',
  accept: 'overrule a rule',
  decide: 'decide on a phase',
};

/** Why somebody may not; null when they may. */
export async function denial(
  by: Author,
  deed: Deed,
  id: string | null,
  setting: Setting,
): Promise<string | null> {
  if (await isPermitted(by, deed, id, setting)) return null;
  const grants = grantsFor(setting.rights, deed, id);
  const allowed = grants.length === 0 ? 'Nobody' : grants.map(grantInWords).join(' or ');
  const what = `${DEED[deed]}${id === null ? '' : ` (${code(id)})`}`;
  return `${code(by.login)} may not ${what} here. Who may: ${allowed}.${await unseenTeams(by, grants, setting)}`;
}

/** A team that our token cannot look into lets nobody in; whoever set it up must know why. */
async function unseenTeams(by: Author, grants: readonly Grant[], { registry }: Setting): Promise<string> {
  for (const grant of grants) {
    if (grant.kind === 'team' && (await registry.isMember(grant.team, by.login)) === 'untold')
      return ` The token may not see who is in ${code(grant.team)}: give \`token\` one that may read members, an app's or a person's.`;
  }
  return '';
}

function grantInWords(grant: Grant): string {
  switch (grant.kind) {
    case 'role':
      return `whoever has the role ${code(grant.role)}`;
    case 'user':
      return code(grant.login);
    case 'team':
      return `the team ${code(grant.team)}`;
    case 'author':
      return 'the author of the pull request';
  }
}
