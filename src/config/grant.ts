import { ROLES, type Role } from '../model/ports.ts';
import type { Grant } from '../model/rights.ts';

/** How people are written in the configuration, for messages. */
export const GRANT_FORMS = `${ROLES.slice(1).join(', ')}, author, @login or @organization/team`;

/** Reads who is meant: a role, `author`, `@login` or `@organization/team`; null when it is none of them. */
export function parseGrant(text: string): Grant | null {
  if (text === 'author') return { kind: 'author' };
  if (isRole(text)) return { kind: 'role', role: text };
  const [, name, team] = /^@([a-z\d](?:[\w-]*[a-z\d_])?(?:\[bot\])?)(?:\/([\w.-]+))?$/i.exec(text) ?? [];
  if (name === undefined) return null;
  return team === undefined ? { kind: 'user', login: name } : { kind: 'team', team: `${name}/${team}` };
}

/** As it is written in the configuration. */
export function writtenGrant(grant: Grant): string {
  switch (grant.kind) {
    case 'author':
      return 'author';
    case 'role':
      return grant.role;
    case 'user':
      return `@${grant.login}`;
    case 'team':
      return `@${grant.team}`;
  }
}

function isRole(text: string): text is Role {
  return text !== 'none' && (ROLES as readonly string[]).includes(text);
}
