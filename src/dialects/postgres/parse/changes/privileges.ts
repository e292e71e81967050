import type { AlterDefaultPrivilegesStmt, CommentStmt, GrantRoleStmt, GrantStmt, Node } from 'libpg-query';
import type { Change } from '../../../../model/change.ts';
import { quoteIdentifier } from '../../quote.ts';
import { memberName, objectName, stringsOf } from '../names.ts';
import { isMember, isRelation } from '../object-words.ts';
import type { ChangeReaders } from './readers.ts';

/** Privileges, roles, comments. */
export const PRIVILEGE_READERS: ChangeReaders = {
  GrantStmt: readGrant,
  GrantRoleStmt: readGrantRole,
  AlterDefaultPrivilegesStmt: readDefaults,
  CreateRoleStmt: ({ role = '' }) => [{ kind: 'create-role', object: quoteIdentifier(role), relation: null }],
  AlterRoleStmt: ({ role }) => [alteredRole(role?.rolename)],
  AlterRoleSetStmt: ({ role }) => [alteredRole(role?.rolename)],
  CommentStmt: readComment,
};

function alteredRole(name: string | undefined): Change {
  return {
    kind: 'alter-role',
    object: name === undefined ? 'current_user' : quoteIdentifier(name),
    relation: null,
  };
}

/** One change per object; `ALL TABLES IN SCHEMA` names the schema. */
function readGrant({ is_grant = false, targtype, objtype, objects = [] }: GrantStmt): readonly Change[] {
  const kind = is_grant ? 'grant' : 'revoke';
  // A sequence, view or materialized view may be called TABLE here.
  const onRelation = targtype === 'ACL_TARGET_OBJECT' && isRelation(objtype);
  return objects.map((node) => {
    const object = objectName(node);
    return { kind, object, relation: onRelation ? object : null };
  });
}

function readGrantRole({ is_grant = false, granted_roles = [] }: GrantRoleStmt): readonly Change[] {
  const kind = is_grant ? 'grant' : 'revoke';
  return granted_roles.map((node) => ({
    kind,
    object: quoteIdentifier('AccessPriv' in node ? (node.AccessPriv.priv_name ?? '') : ''),
    relation: null,
  }));
}

function readDefaults({ action }: AlterDefaultPrivilegesStmt): readonly Change[] {
  const kind = action?.is_grant === true ? 'grant' : 'revoke';
  return [{ kind, object: 'default privileges', relation: null }];
}

function readComment({ objtype, object }: CommentStmt): readonly Change[] {
  if (isMember(objtype)) {
    const { relation, name } = memberName(object);
    return [{ kind: 'comment', object: name, relation }];
  }
  const name = objtype === 'OBJECT_DOMCONSTRAINT' ? domainConstraint(object) : objectName(object);
  return [{ kind: 'comment', object: name, relation: isRelation(objtype) ? name : null }];
}

/** Named by the domain's type and the constraint. */
function domainConstraint(node: Node | undefined): string {
  const items = node !== undefined && 'List' in node ? (node.List.items ?? []) : [];
  return `${objectName(items[0])}.${quoteIdentifier(stringsOf(items).at(-1) ?? '')}`;
}
