import type {
  AlterObjectSchemaStmt,
  AlterOwnerStmt,
  Node,
  ObjectType,
  RangeVar,
  RenameStmt,
} from 'libpg-query';
import type { Change } from '../../../../model/change.ts';
import { displayName, quoteIdentifier } from '../../quote.ts';
import { objectName, relationName } from '../names.ts';
import { isMember, isRelation, objectWord } from '../object-words.ts';
import type { ChangeReaders } from './readers.ts';

/** Everything that gives an object another name, schema or owner. */
export const RENAME_READERS: ChangeReaders = {
  RenameStmt: readRename,
  AlterObjectSchemaStmt: (body) => [{ kind: 'set-schema', ...moved(body) }],
  AlterOwnerStmt: (body) => [{ kind: 'set-owner', ...moved(body) }],
};

function readRename(body: RenameStmt): readonly Change[] {
  const { renameType, relation, subname = '', newname = '' } = body;
  const of = objectWord(renameType);
  const to = quoteIdentifier(newname);
  if (renameType === 'OBJECT_COLUMN') {
    const [table, column] = [relationName(relation), quoteIdentifier(subname)];
    return [{ kind: 'rename-column', object: `${table}.${column}`, relation: table, column, to }];
  }
  if (isMember(renameType)) {
    const table = relationName(relation);
    return [
      {
        kind: 'rename',
        object: `${table}.${quoteIdentifier(subname)}`,
        relation: table,
        of,
        to: `${table}.${to}`,
      },
    ];
  }
  if (relation !== undefined && renameType !== 'OBJECT_ATTRIBUTE')
    return [renamedRelation(body, relation, of)];
  return [renamedObject(body, of, to)];
}

function renamedRelation({ renameType, newname = '' }: RenameStmt, range: RangeVar, of: string): Change {
  const object = relationName(range);
  const to = displayName(range.schemaname ?? null, newname);
  return { kind: 'rename', object, relation: isRelation(renameType) ? object : null, of, to };
}

/** Schemas and roles come by their bare name, attributes and domain constraints below their type. */
function renamedObject(
  { object, relation, subname, renameType }: RenameStmt,
  of: string,
  to: string,
): Change {
  const owner = relation === undefined ? objectName(object) : relationName(relation);
  const own = subname === undefined ? owner : quoteIdentifier(subname);
  const isBelow = renameType === 'OBJECT_ATTRIBUTE' || renameType === 'OBJECT_DOMCONSTRAINT';
  const name = isBelow ? `${owner}.${own}` : own;
  const newName = isBelow ? `${owner}.${to}` : renamedBeside(object, to);
  return { kind: 'rename', object: name, relation: null, of, to: newName };
}

/** The new name in the schema, and with the arguments, of the old one. */
function renamedBeside(object: Node | undefined, to: string): string {
  const name = objectName(object);
  const schema = /^((?:"[^"]*(?:""[^"]*)*"|[^".(]+)\.)/.exec(name)?.[1] ?? '';
  const isRoutine = object !== undefined && 'ObjectWithArgs' in object;
  return `${schema}${to}${isRoutine && name.includes('(') ? name.slice(name.indexOf('(')) : ''}`;
}

function moved(body: AlterObjectSchemaStmt | AlterOwnerStmt): { object: string; relation: string | null } {
  const { objectType, object, relation } = body;
  return named(objectType, object, relation);
}

function named(
  type: ObjectType | undefined,
  object: Node | undefined,
  relation: RangeVar | undefined,
): { object: string; relation: string | null } {
  if (relation === undefined) return { object: objectName(object), relation: null };
  const name = relationName(relation);
  return { object: name, relation: isRelation(type) ? name : null };
}
