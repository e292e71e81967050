import type { Node } from 'libpg-query';
import type { Change } from '../../../../model/change.ts';
import { ALTER_READERS } from './alter.ts';
import { CREATE_READERS } from './create.ts';
import { DATA_READERS } from './data.ts';
import { DROP_READERS } from './drop.ts';
import { INDEX_READERS } from './index-changes.ts';
import { OTHER_READERS } from './other.ts';
import { PRIVILEGE_READERS } from './privileges.ts';
import type { ChangeReaders } from './readers.ts';
import { ROUTINE_READERS } from './routine.ts';
import { SESSION_READERS } from './session.ts';
import { TYPE_READERS } from './type.ts';

const READERS: ChangeReaders = {
  ...ALTER_READERS,
  ...CREATE_READERS,
  ...DATA_READERS,
  ...DROP_READERS,
  ...INDEX_READERS,
  ...OTHER_READERS,
  ...PRIVILEGE_READERS,
  ...ROUTINE_READERS,
  ...SESSION_READERS,
  ...TYPE_READERS,
};

/** What a statement does, in its own order. A statement of no known kind is one change of kind `other`. */
export function readChanges(tree: Node): readonly Change[] {
  const [name = '', body] = Object.entries(tree)[0] ?? [];
  const readers: Readonly<Record<string, ((body: never) => readonly Change[]) | undefined>> = READERS;
  const read = readers[name];
  const changes = read === undefined ? [] : read(body as never);
  return changes.length > 0 ? changes : [{ kind: 'other', object: verbWords(name), relation: null }];
}

/** Where the grammar's names are not the words of the statement. */
const WORDS: Readonly<Record<string, string>> = {
  CreatedbStmt: 'create database',
  CreatePLangStmt: 'create language',
  CreateAmStmt: 'create access method',
  CheckPointStmt: 'checkpoint',
  SecLabelStmt: 'security label',
};

/** `CreateCastStmt` → `create cast`. */
function verbWords(nodeName: string): string {
  return (
    WORDS[nodeName] ??
    nodeName
      .replace(/Stmt$/, '')
      .replace(/(?<=[a-z])(?=[A-Z])/g, ' ')
      .toLowerCase()
  );
}
