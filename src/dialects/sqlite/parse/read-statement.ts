import { readAlterTable } from './alter-table.ts';
import { tablesRead } from './change-parts.ts';
import { readCreate } from './create.ts';
import { readDrop } from './drop.ts';
import { outsidePart } from './outside.ts';
import { readPragma } from './pragma.ts';
import { readCompound } from './query.ts';
import type { Reader } from './reader.ts';
import { readRows, ROW_VERBS, rowsChange } from './rows.ts';
import { queryChange } from './select.ts';
import * as session from './session.ts';
import type { StatementFacts } from './statement-facts.ts';
import { afterWith } from './with.ts';

const READERS: ReadonlyMap<string, (reader: Reader) => StatementFacts> = new Map([
  ['CREATE', readCreate],
  ['DROP', (reader: Reader): StatementFacts => ({ changes: [readDrop(reader)] })],
  ['ALTER', (reader: Reader): StatementFacts => ({ changes: readAlterTable(reader) })],
  ['PRAGMA', readPragma],
  ['BEGIN', session.readBegin],
  ['COMMIT', session.readCommit],
  ['END', session.readCommit],
  ['ROLLBACK', session.readRollback],
  ['SAVEPOINT', session.readSavepoint],
  ['RELEASE', session.readRelease],
  ['VACUUM', session.readVacuum],
  ['REINDEX', session.readReindex],
  ['ANALYZE', session.readAnalyze],
  ['ATTACH', session.readAttach],
  ['DETACH', session.readDetach],
]);

/** The whole statement. Throws a `SyntaxFault` where SQLite's grammar does not go on. */
export function readStatement(reader: Reader): StatementFacts {
  const isExplained = reader.accept('EXPLAIN');
  if (isExplained && reader.accept('QUERY')) reader.expect('PLAN');
  const facts = readCommand(reader);
  if (reader.token.kind !== 'end') reader.fail();
  return isExplained ? explained(reader) : { ...outsidePart(reader.calls), ...facts };
}

function readCommand(reader: Reader): StatementFacts {
  const read = READERS.get(reader.token.symbol);
  if (read === undefined) return readData(reader);
  reader.next();
  return read(reader);
}

function readData(reader: Reader): StatementFacts {
  const rows = afterWith(reader, () => {
    if (reader.isAt(...ROW_VERBS)) return readRows(reader, 'statement');
    if (!reader.isAt('SELECT', 'VALUES')) reader.fail();
    readCompound(reader);
    return null;
  });
  const change =
    rows === null ? queryChange(tablesRead(reader, 0), reader.calls) : rowsChange(rows, reader, 0);
  return { changes: [change] };
}

/** Nothing runs: the plan is told, for which the schema is looked at. */
function explained(reader: Reader): StatementFacts {
  const reads = tablesRead(reader, 0);
  return {
    changes: [{ kind: 'query', object: 'explain', relation: null, ...(reads.length === 0 ? {} : { reads }) }],
  };
}
