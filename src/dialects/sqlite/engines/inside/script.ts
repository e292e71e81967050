import type { Handle } from './handle.ts';
import type { Pointer } from './library.ts';
import { PreparedStatement } from './statement.ts';

/** Bytes of a pointer, and room for one. */
const POINTER = 8;

/** SQL text of one or more statements, which are prepared one after the other, since later ones need earlier ones. */
export class Script {
  readonly #connection: Handle;
  readonly #start: Pointer;
  readonly #end: Pointer;
  readonly #cells: Pointer;
  #at: Pointer;

  constructor(connection: Handle, sql: string) {
    const { wasm } = connection.library;
    const [start, length] = wasm.allocCString(sql, true);
    this.#connection = connection;
    this.#start = this.#at = start;
    this.#end = start + length;
    this.#cells = wasm.alloc(POINTER * 2);
  }

  /** Prepares the next statement; null when there is none left. Throws a {@link StatementFailure} with its place in the text. */
  next(): PreparedStatement | null {
    const { capi, wasm } = this.#connection.library;
    while (this.#at < this.#end) {
      const tail = this.#cells + POINTER;
      const rest = this.#end - this.#at + 1;
      const code: number = capi.sqlite3_prepare_v3(
        this.#connection.pointer,
        this.#at,
        rest,
        0,
        this.#cells,
        tail,
      );
      if (code !== capi.SQLITE_OK) throw this.#connection.failure(code, this.#position());
      this.#at = wasm.peekPtr(tail);
      const statement: Pointer = wasm.peekPtr(this.#cells);
      if (statement !== 0) return new PreparedStatement(this.#connection, statement);
    }
    return null;
  }

  /** Gives the memory of the text back. */
  dispose(): void {
    const { wasm } = this.#connection.library;
    wasm.dealloc(this.#start);
    wasm.dealloc(this.#cells);
  }

  /** The character, from 1, at which the parser stopped; null when it does not tell. */
  #position(): number | null {
    const { capi, wasm } = this.#connection.library;
    const offset: number = capi.sqlite3_error_offset(this.#connection.pointer);
    if (offset < 0) return null;
    const before = wasm.heap8u().slice(this.#start, this.#at + offset);
    return Array.from(new TextDecoder().decode(before)).length + 1;
  }
}
