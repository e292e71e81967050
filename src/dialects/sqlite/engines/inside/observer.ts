import type { Observation } from '../../../../model/observation.ts';
import { errorIn } from './failure.ts';
import { ACTION, type Action } from './gate.ts';
import { doingsOf } from './observe/doings.ts';
import { effectsOf, rowsChanged } from './observe/effects.ts';
import { canWrite, readProgram } from './observe/program.ts';
import { RowCounter } from './observe/row-counter.ts';
import { unreadable } from './run.ts';
import { readSchema, lower } from './schema.ts';
import { Script } from './script.ts';
import type { Session } from './session.ts';
import type { PreparedStatement } from './statement.ts';

/** Name of the savepoint around an observed statement. */
const HERE = '"holdpoint statement"';

/** What means something else, or nothing, inside of a savepoint. */
const RUNS_BARE: ReadonlySet<number> = new Set([
  ACTION.attach,
  ACTION.detach,
  ACTION.pragma,
  ACTION.savepoint,
  ACTION.transaction,
]);

/** Runs statements and looks at what they do; see `Engine.observe`. */
export class Observer {
  readonly #session: Session;
  readonly #counter: RowCounter;

  constructor(session: Session) {
    this.#session = session;
    this.#counter = new RowCounter(session.library);
  }

  /**
   * Runs a statement as it stands. In an open transaction a savepoint takes back what is left of a failing one, unless
   * it is run `forGood`; outside of one, SQLite itself does.
   */
  observe({ sql, forGood }: { readonly sql: string; readonly forGood: boolean }): Observation {
    const { connection, gate } = this.#session;
    const [[timeout] = []] = connection.tell('PRAGMA busy_timeout');
    const failed = (error: Observation['error']): Observation => ({
      effects: [],
      rows: [],
      error,
      lockTimeout: Number(timeout ?? 0),
      notices: [],
    });
    const refused = unreadable(sql);
    if (refused !== null) return failed(refused);
    const script = new Script(connection, sql);
    try {
      return { ...failed(null), ...together(this.#lookAtEach(script, forGood)) };
    } catch (thrown) {
      return failed(errorIn(thrown));
    } finally {
      gate.unwatch();
      this.#counter.end(connection);
      script.dispose();
    }
  }

  /** A text holds one statement; if there are more, none of them goes unseen. */
  #lookAtEach(script: Script, forGood: boolean): readonly Seen[] {
    const { connection, gate } = this.#session;
    const seen: Seen[] = [];
    for (;;) {
      const actions = gate.watch();
      this.#counter.begin(connection);
      const statement = script.next();
      if (statement === null) return seen;
      seen.push(this.#look(statement, actions, forGood));
    }
  }

  #look(statement: PreparedStatement, actions: readonly Action[], forGood: boolean): Seen {
    const { connection, journal } = this.#session;
    try {
      const wasOpen = connection.inTransaction;
      const program = readProgram(connection, statement);
      const before = readSchema(connection);
      if (forGood || !wasOpen || actions.some(({ code }) => RUNS_BARE.has(code))) exhaust(statement);
      else this.#runUnderSavepoint(statement);
      const rows = this.#counter.counts;
      const after = rows.size === 0 ? before : readSchema(connection);
      const doings = doingsOf(program, before.roots);
      const trace = { before, after, actions, doings, rows, writes: canWrite(program), journal };
      return {
        effects: effectsOf(trace),
        rows: rowsChanged(trace),
        notices: wasOpen ? ignoredPragmas(actions) : [],
      };
    } finally {
      statement.finalize();
    }
  }

  #runUnderSavepoint(statement: PreparedStatement): void {
    const { connection } = this.#session;
    connection.tell(`SAVEPOINT ${HERE}`);
    try {
      exhaust(statement);
    } catch (failure) {
      statement.reset();
      // `OR ROLLBACK` takes the transaction with it.
      if (connection.inTransaction) connection.tell(`ROLLBACK TO ${HERE}; RELEASE ${HERE}`);
      throw failure;
    }
    connection.tell(`RELEASE ${HERE}`);
  }
}

type Seen = Pick<Observation, 'effects' | 'rows' | 'notices'>;

function together(seen: readonly Seen[]): Seen {
  return {
    effects: seen.flatMap(({ effects }) => effects),
    rows: seen.flatMap(({ rows }) => rows),
    notices: seen.flatMap(({ notices }) => notices),
  };
}

function exhaust(statement: PreparedStatement): void {
  while (statement.step());
}

/** `PRAGMA foreign_keys` says nothing when it does nothing. https://www.sqlite.org/pragma.html#pragma_foreign_keys */
function ignoredPragmas(actions: readonly Action[]): readonly string[] {
  const isIgnored = actions.some(
    ({ code, first, second }) => code === ACTION.pragma && lower(first) === 'foreign_keys' && second !== null,
  );
  return isIgnored ? ['WARNING: PRAGMA foreign_keys does nothing inside of a transaction'] : [];
}
