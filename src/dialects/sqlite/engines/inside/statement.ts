import type { Handle } from './handle.ts';
import type { Pointer } from './library.ts';

/** https://www.sqlite.org/rescode.html and https://www.sqlite.org/c3ref/c_blob.html */
const [ROW, DONE] = [100, 101];
const [BLOB, NULL] = [4, 5];

/** A prepared statement; whoever prepared it ends it. */
export class PreparedStatement {
  readonly pointer: Pointer;
  readonly #connection: Handle;
  #names: readonly string[] | null = null;

  constructor(connection: Handle, pointer: Pointer) {
    this.#connection = connection;
    this.pointer = pointer;
  }

  /** Runs to the next row; false when there is none left. Throws a {@link StatementFailure}. */
  step(): boolean {
    const code = this.#connection.library.native.sqlite3_step(this.pointer);
    if (code === ROW) return true;
    if (code === DONE) return false;
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
    const type = this.storage(column);
    if (type === NULL) return null;
    const { native, wasm } = this.#connection.library;
    const start = native.sqlite3_column_text(this.pointer, column);
    const length = native.sqlite3_column_bytes(this.pointer, column);
    const bytes = Buffer.from(wasm.heap8u().buffer, start, length);
    return type === BLOB ? `X'${bytes.toString('hex')}'` : bytes.toString('utf8');
  }

  /** The storage class of a value of the present row: integer 1, real 2, text 3, blob 4, null 5. */
  storage(column: number): number {
    return this.#connection.library.native.sqlite3_column_type(this.pointer, column);
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
