import type { Node } from 'libpg-query';
import type { Presumed } from '../../../model/statement.ts';
import { walkTree } from './tree-walk.ts';

/** Also in the bodies of `DO` blocks and functions, which are strings. */
const MAKES_ROLE = /\bCREATE\s+(?:ROLE|USER|GROUP)\s+(?!MAPPING\b)("(?:[^"]|"")+"|[\w$]+)/gi;

/** Statements that look for a role themselves, or make it. */
const ASKS_FIRST: ReadonlySet<string> = new Set(['DropRoleStmt', 'CreateRoleStmt']);

/** What others than migrations make a statement names, with the `books` it writes, and what it makes; null for nothing. */
export function presumedBy(tree: Node, sql: string, books: readonly string[]): Presumed | null {
  const roles = new Set<string>();
  const tablespaces = new Set<string>();
  const [statement = ''] = Object.keys(tree);
  if (!ASKS_FIRST.has(statement)) {
    walkTree(tree, (name, body) => {
      for (const role of rolesIn(name, body)) roles.add(role);
      for (const tablespace of tablespacesIn(name, body)) tablespaces.add(tablespace);
    });
  }
  const makes = [...sql.matchAll(MAKES_ROLE)].map(([, name = '']) => unquoted(name));
  if (roles.size + tablespaces.size + makes.length + books.length === 0) return null;
  return {
    roles: [...roles].sort(),
    tablespaces: [...tablespaces].sort(),
    books,
    makesRoles: makes.sort(),
  };
}

/** The body of a node as far as it names roles and tablespaces. */
interface Body {
  readonly roletype?: string;
  readonly rolename?: string;
  readonly granted_roles?: readonly { readonly AccessPriv?: { readonly priv_name?: string } }[];
  readonly tablespacename?: string;
  readonly tableSpace?: string;
  readonly tableSpaceName?: string;
  readonly subtype?: string;
  readonly name?: string;
  readonly args?: readonly { readonly A_Const?: { readonly sval?: { readonly sval?: string } } }[];
}

function rolesIn(name: string, body: unknown): string[] {
  const { roletype, rolename = '', granted_roles: granted = [] } = body as Body;
  const members =
    name === 'GrantRoleStmt' ? granted.map(({ AccessPriv }) => AccessPriv?.priv_name ?? '') : [];
  return [...members, roleSet(name, body as Body), roletype === 'ROLESPEC_CSTRING' ? rolename : ''].filter(
    (role) => role !== '',
  );
}

/** `SET ROLE app`; back to one's own is `none`. */
function roleSet(node: string, { name, args = [] }: Body): string {
  const role = node === 'VariableSetStmt' && name === 'role' ? args[0]?.A_Const?.sval?.sval : undefined;
  return role === undefined || role === 'none' ? '' : role;
}

function tablespacesIn(name: string, body: unknown): string[] {
  const {
    tablespacename = '',
    tableSpace = '',
    tableSpaceName = '',
    subtype,
    name: target = '',
  } = body as Body;
  const moved = name === 'AlterTableCmd' && subtype === 'AT_SetTableSpace' ? target : '';
  return [tablespacename, tableSpace, tableSpaceName, moved].filter((tablespace) => tablespace !== '');
}

function unquoted(name: string): string {
  return name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name.toLowerCase();
}
