import type { Connection } from './connection.ts';
import type { Pointer } from './library.ts';

/** A prepared statement; whoever prepared it ends it. */
export class PreparedStatement {
  readonly pointer: Pointer;
  readonly #connection: Connection;
  #names: readonly string[] | null = null;

  constructor(connection: Connection, pointer: Pointer) {
    this.#connection = connection;
    this.pointer = pointer;
  }

  /** Runs to the next row; false when there is none left. Throws a {@link StatementFailure}. */
  step(): boolean {
    const { capi } = this.#connection.library;
    const code: number = capi.sqlite3_step(this.pointer);
    if (code === capi.SQLITE_ROW) return true;
    if (code === capi.SQLITE_DONE) return false;
    throw this.#connection.failure(code, null);
  }

  /** Names of the result's columns, none for statements that give no rows. */
  get names(): readonly string[] {
    const { capi } = this.#connection.library;
    if (this.#names !== null) return this.#names;
    const names: string[] = [];
    const count = capi.sqlite3_column_count(this.pointer);
    for (let at = 0; at < count; at++) names.push(capi.sqlite3_column_name(this.pointer, at));
    return (this.#names = names);
  }

  /** A value of the present row as text; a blob as SQL writes it: `X'0a'`. */
  text(column: number): string | null {
    const { capi, wasm } = this.#connection.library;
    const type = capi.sqlite3_column_type(this.pointer, column);
    if (type === capi.SQLITE_NULL) return null;
    if (type !== capi.SQLITE_BLOB) return capi.sqlite3_column_text(this.pointer, column);
    const start = capi.sqlite3_column_blob(this.pointer, column);
    const bytes = wasm.heap8u().subarray(start, start + capi.sqlite3_column_bytes(this.pointer, column));
    return `X'${Buffer.from(bytes).toString('hex')}'`;
  }

  /** The storage class of a value of the present row: integer 1, real 2, text 3, blob 4, null 5. */
  storage(column: number): number {
    return this.#connection.library.capi.sqlite3_column_type(this.pointer, column);
  }

  /** Starts anew with the next {@link step}. */
  reset(): void {
    this.#connection.library.capi.sqlite3_reset(this.pointer);
  }

  /** Ends it. */
  finalize(): void {
    this.#connection.library.capi.sqlite3_finalize(this.pointer);
  }
}
