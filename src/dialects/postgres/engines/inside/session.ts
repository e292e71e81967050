import type { Row } from '../../../../model/engine.ts';
import type { EngineError } from '../../../../model/observation.ts';
import { Answer } from './answer.ts';
import type { ResultSet, TransactionStatus } from './answer.ts';

/** A connection to a server, embedded or not. */
export abstract class Session {
  /** As the server last said. */
  status: TransactionStatus = 'idle';

  /** Sends the text as one simple query and waits until the server is ready for the next. */
  protected abstract send(sql: string): Promise<Answer>;

  /** Runs SQL text, one or more statements, as one simple query. Rejects only when the engine is gone. */
  async ask(sql: string): Promise<Answer> {
    if (sql.includes('\0')) return refused(NUL_BYTE);
    const answer = await this.send(sql);
    this.status = answer.status ?? this.status;
    return answer;
  }

  /** Runs our own SQL, which must work, and returns its result sets. */
  async tell(sql: string): Promise<readonly ResultSet[]> {
    const answer = await this.ask(sql);
    if (answer.error !== null) throw new Error(`${answer.error.message} in ${sql.slice(0, 200)}`);
    return answer.results;
  }
}

/** Rows of a result set by column name. */
export function rowsOf(result: ResultSet | undefined): Row[] {
  if (result === undefined) return [];
  return result.rows.map((values) =>
    Object.fromEntries(result.columns.map((column, index) => [column, values[index] ?? null])),
  );
}

const NUL_BYTE: EngineError = {
  code: '22021',
  message: 'The text holds a NUL byte.',
  detail: null,
  hint: 'Save the file as UTF-8.',
  position: null,
};

/** The answer to what was never sent. */
export function refused(error: EngineError): Answer {
  const answer = new Answer();
  answer.error = error;
  return answer;
}
