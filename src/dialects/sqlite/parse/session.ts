import type { Change, TransactionVerb } from '../../../model/change.ts';
import { displayName } from './names.ts';
import type { Reader } from './reader.ts';
import type { StatementFacts } from './statement-facts.ts';

/** What stands behind `BEGIN`. */
export function readBegin(reader: Reader): StatementFacts {
  reader.accept('DEFERRED', 'IMMEDIATE', 'EXCLUSIVE');
  readTransactionName(reader);
  return { changes: [control('begin')] };
}

/** What stands behind `COMMIT` or `END`. */
export function readCommit(reader: Reader): StatementFacts {
  readTransactionName(reader);
  return { changes: [control('commit')] };
}

/** What stands behind `ROLLBACK`. */
export function readRollback(reader: Reader): StatementFacts {
  readTransactionName(reader);
  if (!reader.accept('TO')) return { changes: [control('rollback')] };
  reader.accept('SAVEPOINT');
  return { changes: [control('rollback-to', reader.name())] };
}

/** What stands behind `SAVEPOINT`. */
export function readSavepoint(reader: Reader): StatementFacts {
  return { changes: [control('savepoint', reader.name())] };
}

/** What stands behind `RELEASE`. */
export function readRelease(reader: Reader): StatementFacts {
  reader.accept('SAVEPOINT');
  return { changes: [control('release', reader.name())] };
}

function readTransactionName(reader: Reader): void {
  if (reader.accept('TRANSACTION') && reader.isName()) reader.name();
}

function control(verb: TransactionVerb, savepoint?: string): Change {
  const named = savepoint === undefined ? {} : { savepoint };
  return { kind: 'transaction-control', verb, ...named, object: verb, relation: null };
}

/** What stands behind `VACUUM`: the whole database is written anew. */
export function readVacuum(reader: Reader): StatementFacts {
  const schema = reader.isName() ? reader.name() : null;
  if (reader.accept('INTO')) {
    reader.uses.add('vacuum-into');
    reader.expression();
    const outside = 'writes a copy of the database to a file';
    return { changes: [other('vacuum into')], runsInTransaction: false, outside };
  }
  const object =
    schema === null || schema.toLowerCase() === 'main' ? 'all tables' : `all tables of ${schema}`;
  return { changes: [{ kind: 'vacuum-full', object, relation: null }], runsInTransaction: false };
}

/** What stands behind `REINDEX`: the text does not tell whether a name is of a table, an index or a collation. */
export function readReindex(reader: Reader): StatementFacts {
  const name = reader.isName() ? displayName(reader.qualifiedName()) : null;
  const [object, of] = name === null ? ['all indexes', 'database'] : [name, 'table-or-index'];
  return { changes: [{ kind: 'reindex', object, relation: null, of, concurrently: false }] };
}

/** What stands behind `ANALYZE`. */
export function readAnalyze(reader: Reader): StatementFacts {
  const name = reader.isName() ? displayName(reader.qualifiedName()) : null;
  return { changes: [{ kind: 'analyze', object: name ?? 'all tables', relation: name }] };
}

/** What stands behind `ATTACH`. */
export function readAttach(reader: Reader): StatementFacts {
  reader.accept('DATABASE');
  const { constant } = reader.expression();
  reader.expect('AS');
  reader.expression();
  if (reader.accept('KEY')) reader.expression();
  const isFile = constant !== "''" && constant?.toLowerCase() !== "':memory:'";
  return { changes: [other('attach')], ...(isFile ? { outside: 'opens another database file' } : {}) };
}

/** What stands behind `DETACH`. */
export function readDetach(reader: Reader): StatementFacts {
  reader.accept('DATABASE');
  reader.expression();
  return { changes: [other('detach')] };
}

function other(object: string): Change {
  return { kind: 'other', object, relation: null };
}
