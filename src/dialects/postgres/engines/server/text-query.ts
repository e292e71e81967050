import { DatabaseError } from 'pg';
import type { Client, Connection, Submittable } from 'pg';
import type { EngineError } from '../../../../model/observation.ts';
import { Answer, statusOf } from '../inside/answer.ts';
import { CANNOT_COPY } from '../inside/backend-messages.ts';

interface Columns {
  readonly fields: readonly { readonly name: string }[];
}

interface Values {
  readonly length: number;
  readonly fields: (string | null)[];
}

/** One simple query whose answer is kept as the server gave it: texts, tags, notices, all result sets. */
class TextQuery implements Submittable {
  readonly answer = new Answer();
  readonly #text: string;
  readonly #done: (error: Error | null) => void;

  constructor(text: string, done: (error: Error | null) => void) {
    this.#text = text;
    this.#done = done;
  }

  submit(connection: Connection): void {
    connection.query(this.#text);
  }

  handleRowDescription({ fields }: Columns): void {
    this.answer.begin(fields.map(({ name }) => name));
  }

  handleDataRow({ fields, length }: Values): void {
    this.answer.addRow(fields, length);
  }

  handleCommandComplete({ text }: { readonly text: string }): void {
    this.answer.tags.push(text);
  }

  handleEmptyQuery(): void {
    this.answer.tags.push('');
  }

  handleCopyInResponse(connection: { sendCopyFail(message: string): void }): void {
    connection.sendCopyFail(CANNOT_COPY);
  }

  handleCopyData(): void {
    // Rows that the server sends to a file of the client go nowhere.
  }

  /**
   * An error of the statement is part of the answer; the client forgets the query then, so that we wait for the ready
   * message ourselves. Another error is the connection's.
   */
  handleError(error: Error, connection: Connection): void {
    if (!(error instanceof DatabaseError) || isLast(error)) {
      this.#done(error);
      return;
    }
    this.answer.error = errorOf(error);
    const onReady = (): void => {
      connection.removeListener('end', onEnd);
      this.#done(null);
    };
    const onEnd = (): void => {
      this.#done(error);
    };
    connection.once('readyForQuery', onReady);
    connection.once('end', onEnd);
  }

  handleReadyForQuery(): void {
    this.#done(null);
  }
}

/**
 * Sends the text and waits until the server is ready for the next. Rejects with the connection's error when it is
 * lost.
 */
export function askServer(client: Client, text: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const query = new TextQuery(text, (error) => {
      client.removeListener('notice', onNotice);
      query.answer.status = statusOf(client.getTransactionStatus() ?? '');
      if (error === null) resolve(query.answer);
      else reject(error);
    });
    const onNotice = (notice: { severity?: string | undefined; message?: string | undefined }): void => {
      query.answer.addNotice({ severity: notice.severity ?? 'NOTICE', message: notice.message ?? '' });
    };
    client.on('notice', onNotice);
    client.query(query);
  });
}

/** After these the server closes the connection. https://www.postgresql.org/docs/current/protocol-flow.html */
function isLast({ severity }: DatabaseError): boolean {
  return severity === 'FATAL' || severity === 'PANIC';
}

function errorOf(error: DatabaseError): EngineError {
  return {
    code: error.code ?? 'XX000',
    message: error.message,
    detail: error.detail ?? null,
    hint: error.hint ?? null,
    position: error.position === undefined ? null : Number(error.position),
  };
}
