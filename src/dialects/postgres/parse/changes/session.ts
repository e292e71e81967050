import type { AlterSystemStmt, LockStmt, TransactionStmtKind, VariableSetStmt } from 'libpg-query';
import type { Change, TransactionVerb } from '../../../../model/change.ts';
import { relationName, relationsOf } from '../names.ts';
import { scalarText } from './parts.ts';
import type { ChangeReaders } from './readers.ts';
import { settingOf } from './setting.ts';

const VERBS: Readonly<Record<TransactionStmtKind, TransactionVerb>> = {
  TRANS_STMT_BEGIN: 'begin',
  TRANS_STMT_START: 'begin',
  TRANS_STMT_COMMIT: 'commit',
  TRANS_STMT_ROLLBACK: 'rollback',
  TRANS_STMT_SAVEPOINT: 'savepoint',
  TRANS_STMT_RELEASE: 'release',
  TRANS_STMT_ROLLBACK_TO: 'rollback-to',
  // Both end the session's transaction block; what becomes of it later is another statement.
  TRANS_STMT_PREPARE: 'commit',
  TRANS_STMT_COMMIT_PREPARED: 'commit',
  TRANS_STMT_ROLLBACK_PREPARED: 'rollback',
};

/** Transactions, settings, locks. */
export const SESSION_READERS: ChangeReaders = {
  TransactionStmt: ({ kind = 'TRANS_STMT_BEGIN', savepoint_name: savepoint }) => {
    const verb = VERBS[kind];
    const named = savepoint === undefined ? {} : { savepoint };
    return [{ kind: 'transaction-control', verb, ...named, object: verb, relation: null }];
  },
  VariableSetStmt: readSet,
  AlterSystemStmt: readAlterSystem,
  LockStmt: readLock,
};

function readSet({ kind, name = '', args = [], is_local = false }: VariableSetStmt): readonly Change[] {
  if (kind === 'VAR_RESET_ALL') return [settingOf('all', null, false)];
  if (kind === 'VAR_RESET' || kind === 'VAR_SET_DEFAULT') return [settingOf(name, null, is_local)];
  // SET TRANSACTION and its like set several modes at once.
  const value = kind === 'VAR_SET_MULTI' ? name.toLowerCase() : args.map(scalarText).join(', ');
  return [settingOf(name, value, is_local)];
}

/** Works on the whole server, so that it is more than a setting of the session. */
function readAlterSystem({ setstmt }: AlterSystemStmt): readonly Change[] {
  return [{ kind: 'other', object: `alter system ${setstmt?.name ?? 'reset all'}`, relation: null }];
}

/** Modes as the server numbers them. */
const LOCKS = [
  '',
  'AccessShareLock',
  'RowShareLock',
  'RowExclusiveLock',
  'ShareUpdateExclusiveLock',
  'ShareLock',
  'ShareRowExclusiveLock',
  'ExclusiveLock',
  'AccessExclusiveLock',
];

function readLock({ relations, mode = 8, nowait }: LockStmt): readonly Change[] {
  const waits = nowait === true ? { noWait: true as const } : {};
  return relationsOf(relations).map((range) => {
    const name = relationName(range);
    const only = range.inh === true ? {} : { only: true as const };
    return { kind: 'lock-table', object: name, relation: name, lock: LOCKS[mode] ?? '', ...waits, ...only };
  });
}
