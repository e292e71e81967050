import type { EngineError } from '../../../../model/observation.ts';
import type { BackendMessage } from './backend-messages.ts';
import { columnsOf, fieldsOf, valuesOf } from './backend-messages.ts';

export interface Notice {
  readonly severity: string;
  readonly message: string;
}

export interface ResultSet {
  readonly columns: readonly string[];
  readonly rows: (string | null)[][];
}

/** `idle`: no transaction; `open`: inside one; `failed`: inside one that only accepts ROLLBACK. */
export type TransactionStatus = 'idle' | 'open' | 'failed';

const STATUS: Readonly<Record<string, TransactionStatus>> = { I: 'idle', T: 'open', E: 'failed' };

/** Bytes of rows, and number of notices, after which the rest is dropped. */
const MOST_BYTES = 64 * 1024 * 1024;
const MOST_NOTICES = 1000;

/** Everything that the server said to one query. */
export class Answer {
  readonly results: ResultSet[] = [];
  readonly notices: Notice[] = [];
  readonly tags: string[] = [];
  error: EngineError | null = null;
  status: TransactionStatus | null = null;
  #bytes = 0;
  #rows: (string | null)[][] = [];

  /** Takes in the next message. */
  add(message: BackendMessage): void {
    const { type, body } = message;
    if (type === 'D') this.addRow(valuesOf(body), body.length);
    else if (type === 'T') this.begin(columnsOf(body));
    else if (type === 'C') this.tags.push(body.toString('utf8', 0, body.length - 1));
    else if (type === 'I') this.tags.push('');
    else if (type === 'E') this.error ??= errorOf(fieldsOf(body));
    else if (type === 'N') this.addNotice(noticeOf(fieldsOf(body)));
    else if (type === 'Z') this.status = statusOf(body.toString('latin1'));
  }

  /** A new result set begins. */
  begin(columns: readonly string[]): void {
    this.#rows = [];
    this.results.push({ columns, rows: this.#rows });
  }

  /** The next row of the result set, which took that many bytes. */
  addRow(values: (string | null)[], bytes: number): void {
    this.#bytes += bytes;
    if (this.#bytes <= MOST_BYTES) this.#rows.push(values);
  }

  addNotice(notice: Notice): void {
    if (this.notices.length < MOST_NOTICES) this.notices.push(notice);
  }

  /** False when the engine stopped in the middle: nothing that it says later can be trusted. */
  get isComplete(): boolean {
    return this.status !== null && (this.error !== null || this.tags.length > 0);
  }
}

/** What the letter of a ReadyForQuery message says; null for one that there is not. */
export function statusOf(letter: string): TransactionStatus | null {
  return STATUS[letter] ?? null;
}

function noticeOf(fields: ReadonlyMap<string, string>): Notice {
  return { severity: fields.get('V') ?? 'NOTICE', message: fields.get('M') ?? '' };
}

function errorOf(fields: ReadonlyMap<string, string>): EngineError {
  const position = fields.get('P');
  return {
    code: fields.get('C') ?? 'XX000',
    message: fields.get('M') ?? 'The engine gives no message.',
    detail: fields.get('D') ?? null,
    hint: fields.get('H') ?? null,
    position: position === undefined ? null : Number(position),
  };
}
