/** Somebody on GitHub. */
export interface Account {
  readonly login: string;
  readonly id: number;
  readonly type: 'Bot' | 'User';
}

/** The account behind every workflow's own token. */
export const WORKFLOW_BOT: Account = { login: 'github-actions[bot]', id: 41898282, type: 'Bot' };

export type Permission =
  | 'actions'
  | 'administration'
  | 'checks'
  | 'contents'
  | 'deployments'
  | 'issues'
  | 'members'
  | 'metadata'
  | 'pull-requests'
  | 'statuses';
export type Permissions = Readonly<Partial<Record<Permission, 'read' | 'write'>>>;

/** One of these is enough for a request. */
export type Need = `${Permission}:${'read' | 'write'}`;

/** A token: whose it is, of which kind, and what it may do. */
export interface Grant {
  readonly account: Account;
  /** What a workflow token does starts no workflow; only apps and workflows write check runs. */
  readonly kind: 'workflow' | 'app' | 'person';
  readonly permissions: Permissions;
  /** Run that a workflow token belongs to. */
  readonly run: string;
}

/** What the workflow of the README grants. */
export const USUAL: Permissions = {
  contents: 'read',
  'pull-requests': 'write',
  statuses: 'write',
  checks: 'write',
};

export const READ_ONLY: Permissions = {
  contents: 'read',
  issues: 'read',
  'pull-requests': 'read',
  statuses: 'read',
  checks: 'read',
};

/** A role of the repository; custom roles have a name of their own and the permission that they are based on. */
export interface StoredRole {
  readonly role: string;
  readonly permission: 'admin' | 'write' | 'read' | 'none';
}

const STANDARD: Readonly<Record<string, StoredRole['permission']>> = {
  admin: 'admin',
  maintain: 'write',
  write: 'write',
  triage: 'read',
  read: 'read',
  none: 'none',
};

export function standardRole(role: string): StoredRole {
  const permission = STANDARD[role];
  if (permission === undefined) throw new Error(`${role} is no standard role.`);
  return { role, permission };
}

/** What a person's own token may do in the repository. */
export function permissionsOf({ permission }: StoredRole): Permissions {
  if (permission === 'none') return {};
  if (permission === 'read')
    return { ...READ_ONLY, issues: 'write', 'pull-requests': 'write', members: 'read' };
  const writer: Permissions = {
    ...USUAL,
    contents: 'write',
    issues: 'write',
    actions: 'write',
    members: 'read',
  };
  return permission === 'admin' ? { ...writer, administration: 'write' } : writer;
}

/** Whether a grant holds one of the permissions; everybody may read metadata. */
export function isGranted({ permissions }: Grant, needs: readonly Need[]): boolean {
  return needs.some((need) => {
    const [name, level] = need.split(':') as [Permission, 'read' | 'write'];
    if (name === 'metadata') return true;
    const granted = permissions[name];
    return granted === 'write' || granted === level;
  });
}
