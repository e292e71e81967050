import type { AlterDomainStmt, DefineStmt } from 'libpg-query';
import type { Change, PlainChangeKind } from '../../../../model/change.ts';
import { argumentTypes, qualifiedName, relationName, stringsOf } from '../names.ts';
import { objectWord } from '../object-words.ts';
import type { ChangeReaders } from './readers.ts';

/** Types, domains, and what `CREATE AGGREGATE` and its like define. */
export const TYPE_READERS: ChangeReaders = {
  CreateEnumStmt: ({ typeName }) => [named('create-type', qualifiedName(stringsOf(typeName)))],
  CreateRangeStmt: ({ typeName }) => [named('create-type', qualifiedName(stringsOf(typeName)))],
  CompositeTypeStmt: ({ typevar }) => [named('create-type', relationName(typevar))],
  CreateDomainStmt: ({ domainname }) => [named('create-domain', qualifiedName(stringsOf(domainname)))],
  AlterDomainStmt: readAlterDomain,
  AlterTypeStmt: ({ typeName }) => [named('alter-type', qualifiedName(stringsOf(typeName)))],
  AlterEnumStmt: ({ typeName, oldVal }) => [
    named(oldVal === undefined ? 'add-enum-value' : 'rename-enum-value', qualifiedName(stringsOf(typeName))),
  ],
  DefineStmt: readDefine,
};

function named(kind: PlainChangeKind, object: string): Change {
  return { kind, object, relation: null };
}

/** Sub-types: `O` sets NOT NULL, `C` adds a constraint, `V` validates one; the others look at no row. */
function readAlterDomain({ typeName, subtype = '', def }: AlterDomainStmt): readonly Change[] {
  const isUnchecked = def !== undefined && 'Constraint' in def && def.Constraint.skip_validation === true;
  const checksRows = 'OCV'.includes(subtype) && !isUnchecked;
  return [{ kind: 'alter-domain', object: qualifiedName(stringsOf(typeName)), relation: null, checksRows }];
}

function readDefine({ kind, defnames, args }: DefineStmt): readonly Change[] {
  const object = qualifiedName(stringsOf(defnames));
  if (kind === 'OBJECT_TYPE') return [named('create-type', object)];
  if (kind !== 'OBJECT_AGGREGATE') return [named('other', `create ${objectWord(kind).replaceAll('-', ' ')}`)];
  const list = args?.[0];
  const parameters = list !== undefined && 'List' in list ? (list.List.items ?? []) : [];
  const types = parameters.flatMap((node) =>
    'FunctionParameter' in node && node.FunctionParameter.argType !== undefined
      ? [{ TypeName: node.FunctionParameter.argType }]
      : [],
  );
  return [named('create-function', `${object}(${argumentTypes(types)})`)];
}
