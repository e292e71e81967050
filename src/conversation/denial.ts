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
  const who = grantsFor(setting.rights, deed, id).map(grantInWords);
  const allowed = who.length === 0 ? 'Nobody' : who.join(' or ');
  return `${code(by.login)} may not ${DEED[deed]}${id === null ? '' : ` (${code(id)})`} here. Who may: ${allowed}.`;
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
