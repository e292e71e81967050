import type { DropStmt, Node, ObjectType } from 'libpg-query';
import type { Change } from '../../../../model/change.ts';
import { quoteIdentifier } from '../../quote.ts';
import { memberName, objectName } from '../names.ts';
import { isMember, isRelation, objectWord } from '../object-words.ts';
import type { ChangeReaders } from './readers.ts';

/** Everything that drops an object. */
export const DROP_READERS: ChangeReaders = {
  DropStmt: readDrop,
  DropRoleStmt: ({ roles = [] }) =>
    roles.map((node) => dropped('role', 'RoleSpec' in node ? (node.RoleSpec.rolename ?? '') : '')),
  DropdbStmt: ({ dbname = '' }) => [dropped('database', dbname)],
  DropTableSpaceStmt: ({ tablespacename = '' }) => [dropped('tablespace', tablespacename)],
  DropSubscriptionStmt: ({ subname = '' }) => [dropped('subscription', subname)],
  DropUserMappingStmt: ({ servername = '' }) => [dropped('user-mapping', servername)],
};

function dropped(of: string, name: string): Change {
  return { kind: 'drop', of, cascade: false, object: quoteIdentifier(name), relation: null };
}

function readDrop({ objects = [], removeType, behavior, concurrent = false }: DropStmt): readonly Change[] {
  const cascade = behavior === 'DROP_CASCADE';
  return objects.map((node): Change => {
    const place = droppedPlace(node, removeType);
    if (removeType === 'OBJECT_INDEX') return { kind: 'drop-index', concurrently: concurrent, ...place };
    return { kind: 'drop', of: objectWord(removeType), cascade, ...place };
  });
}

function droppedPlace(node: Node, type: ObjectType | undefined): { object: string; relation: string | null } {
  if (isMember(type)) {
    const { relation, name } = memberName(node);
    return { object: name, relation };
  }
  if (type === 'OBJECT_CAST') return { object: castName(node), relation: null };
  const name = objectName(node);
  // An operator's name is never quoted.
  const object = type === 'OBJECT_OPERATOR' ? name.replaceAll('"', '') : name;
  return { object, relation: isRelation(type) ? object : null };
}

/** A cast is named by its two types. */
function castName(node: Node): string {
  const types = 'List' in node ? (node.List.items ?? []) : [];
  return `(${types.map(objectName).join(' AS ')})`;
}
