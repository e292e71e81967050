import type { CallStmt, CreateFunctionStmt, DoStmt, Node } from 'libpg-query';
import type { Change } from '../../../../model/change.ts';
import { objectName, qualifiedName, stringsOf } from '../names.ts';
import { typeName } from '../type-name.ts';
import type { ChangeReaders } from './readers.ts';

/** Functions, procedures, and code that is run. */
export const ROUTINE_READERS: ChangeReaders = {
  CreateFunctionStmt: readCreateFunction,
  AlterFunctionStmt: ({ func }) => [
    {
      kind: 'alter-function',
      object: func === undefined ? '' : objectName({ ObjectWithArgs: func }),
      relation: null,
    },
  ],
  CallStmt: readCall,
  DoStmt: (body) => [{ kind: 'do-block', object: languageOf(body), relation: null }],
};

/** A function is told from others of its name by the types of what goes in. */
function readCreateFunction({ funcname, parameters = [] }: CreateFunctionStmt): readonly Change[] {
  const types = parameters.flatMap(inputType).join(', ');
  return [
    { kind: 'create-function', object: `${qualifiedName(stringsOf(funcname))}(${types})`, relation: null },
  ];
}

function inputType(node: Node): string[] {
  if (!('FunctionParameter' in node)) return [];
  const { mode, argType } = node.FunctionParameter;
  return mode === 'FUNC_PARAM_OUT' || mode === 'FUNC_PARAM_TABLE' ? [] : [typeName(argType)];
}

function readCall({ funccall }: CallStmt): readonly Change[] {
  return [{ kind: 'call', object: qualifiedName(stringsOf(funccall?.funcname)), relation: null }];
}

function languageOf({ args = [] }: DoStmt): string {
  for (const node of args) {
    if ('DefElem' in node && node.DefElem.defname === 'language') return objectName(node.DefElem.arg);
  }
  return 'plpgsql';
}
