import type { Row, RunOutcome } from '../../../../model/engine.ts';
import type { EngineError } from '../../../../model/observation.ts';
import type { Connection } from './connection.ts';
import { errorIn } from './failure.ts';
import { Script } from './script.ts';
import type { PreparedStatement } from './statement.ts';

/** Runs texts one after the other; `alive` is called after each. */
export async function runTexts(
  connection: Connection,
  request: { readonly sqls: readonly string[]; readonly stopAtError: boolean },
  alive: () => Promise<void>,
): Promise<readonly RunOutcome[]> {
  const outcomes: RunOutcome[] = [];
  for (const sql of request.sqls) {
    const outcome = runText(connection, sql);
    outcomes.push(outcome);
    if (!outcome.ok && request.stopAtError) break;
    await alive();
  }
  return outcomes;
}

function runText(connection: Connection, sql: string): RunOutcome {
  const refused = unreadable(sql);
  if (refused !== null) return { ok: false, error: refused };
  const script = new Script(connection, sql);
  try {
    let last: RunOutcome = { ok: true, rows: [], affected: 0 };
    for (let each = script.next(); each !== null; each = script.next()) last = runOne(connection, each);
    return last;
  } catch (thrown) {
    return { ok: false, error: errorIn(thrown) };
  } finally {
    script.dispose();
  }
}

function runOne(connection: Connection, statement: PreparedStatement): RunOutcome {
  try {
    const before = connection.totalChanges;
    const rows: Row[] = [];
    while (statement.step())
      rows.push(Object.fromEntries(statement.names.map((name, at) => [name, statement.text(at)])));
    return { ok: true, rows, affected: connection.totalChanges > before ? connection.changes : 0 };
  } finally {
    statement.finalize();
  }
}

/** SQLite would take the text to end at a NUL byte. Null for any other text. */
export function unreadable(sql: string): EngineError | null {
  if (!sql.includes('\0')) return null;
  return {
    code: 'SQLITE_ERROR',
    message: 'The text holds a NUL byte.',
    detail: null,
    hint: 'Save the file as UTF-8.',
    position: null,
  };
}
