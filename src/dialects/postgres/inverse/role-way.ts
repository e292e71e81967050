import type { CatalogObject } from '../../../model/catalog.ts';
import { listFact, textFact } from './facts.ts';
import type { Way } from './way.ts';

const FLAGS = ['SUPERUSER', 'NOINHERIT', 'CREATEROLE', 'CREATEDB', 'LOGIN', 'REPLICATION', 'BYPASSRLS'];

function attributes(role: CatalogObject): string {
  return textFact(role, 'attributes') ?? '';
}

function has(role: CatalogObject, flag: string): boolean {
  return ` ${attributes(role)} `.includes(` ${flag} `);
}

function opposite(flag: string): string {
  return flag.startsWith('NO') ? flag.slice(2) : `NO${flag}`;
}

function attributeChanges(before: CatalogObject, now: CatalogObject): string[] {
  const changes = FLAGS.filter((flag) => has(before, flag) !== has(now, flag)).map((flag) =>
    has(before, flag) ? flag : opposite(flag),
  );
  const limit = (role: CatalogObject): string =>
    /CONNECTION LIMIT (-?\d+)/.exec(attributes(role))?.[1] ?? '-1';
  const until = (role: CatalogObject): string =>
    /VALID UNTIL ('.*')/.exec(attributes(role))?.[1] ?? `'infinity'`;
  if (limit(before) !== limit(now)) changes.push(`CONNECTION LIMIT ${limit(before)}`);
  if (until(before) !== until(now)) changes.push(`VALID UNTIL ${until(before)}`);
  return changes;
}

function memberships(before: CatalogObject, now: CatalogObject | null): string[] {
  const [wanted, present] = [listFact(before, 'memberOf'), now === null ? [] : listFact(now, 'memberOf')];
  return [
    ...present.filter((role) => !wanted.includes(role)).map((role) => `REVOKE ${role} FROM ${before.name}`),
    ...wanted.filter((role) => !present.includes(role)).map((role) => `GRANT ${role} TO ${before.name}`),
  ];
}

/** Roles; passwords are never read and do not come back. */
export const ROLE_WAY: Way = {
  kinds: ['role'],
  create: (role) => [`CREATE ROLE ${role.name} ${attributes(role)}`.trim(), ...memberships(role, null)],
  drop: (role) => [`DROP ROLE ${role.name}`],
  alter: ({ before, now }) => {
    const changes = attributeChanges(before, now);
    return [
      ...(changes.length > 0 ? [`ALTER ROLE ${before.name} ${changes.join(' ')}`] : []),
      ...memberships(before, now),
    ];
  },
  isMadeAgain: () => false,
};
