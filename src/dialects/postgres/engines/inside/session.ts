import type { PGlite } from '@electric-sql/pglite';
import type { Row } from '../../../../model/engine.ts';
import type { EngineError } from '../../../../model/observation.ts';
import type { FrozenClock } from './frozen-clock.ts';
import { Answer } from './answer.ts';
import type { ResultSet, TransactionStatus } from './answer.ts';
import { MessageCutter, queryMessage } from './backend-messages.ts';

/** The engine stopped answering; only a rewind or a new process helps. */
export class EngineGone extends Error {}

/** The one connection to the embedded server. */
export class Session {
  /** As the server last said. */
  status: TransactionStatus = 'idle';
  readonly #engine: PGlite;
  readonly #clock: FrozenClock;

  constructor(engine: PGlite, clock: FrozenClock) {
    this.#engine = engine;
    this.#clock = clock;
  }

  /** Runs SQL text, one or more statements, as one simple query. Rejects with {@link EngineGone} only. */
  async ask(sql: string): Promise<Answer> {
    const answer = new Answer();
    if (sql.includes('\0')) return refused(answer, NUL_BYTE);
    const cutter = new MessageCutter();
    this.#clock.reset();
    const onRawData = (bytes: Uint8Array): void => {
      for (const message of cutter.cut(bytes)) answer.add(message);
    };
    try {
      await this.#engine.execProtocolRawStream(queryMessage(sql), { syncToFs: false, onRawData });
    } catch (error) {
      throw new EngineGone(
        `the engine broke down: ${error instanceof Error ? error.message : JSON.stringify(error)}`,
      );
    }
    if (!answer.isComplete) throw new EngineGone('the engine stopped in the middle of a statement.');
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

function refused(answer: Answer, error: EngineError): Answer {
  answer.error = error;
  return answer;
}
