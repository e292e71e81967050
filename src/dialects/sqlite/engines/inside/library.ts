import initialize, { type CAPI, type WASM_API } from '@sqlite.org/sqlite-wasm';

/** An address in the memory of WebAssembly. */
export type Pointer = number;

/** Functions that are called for each row and value, without what checks their arguments. https://www.sqlite.org/c3ref/column_blob.html */
export interface Native {
  sqlite3_step(statement: Pointer): number;
  sqlite3_column_type(statement: Pointer, column: number): number;
  /** Of a blob too; the conversion of numbers is the same. */
  sqlite3_column_text(statement: Pointer, column: number): Pointer;
  sqlite3_column_bytes(statement: Pointer, column: number): number;
}

/** SQLite itself: its C interface, and the means to reach its memory. */
export interface Library {
  readonly capi: CAPI;
  readonly wasm: WASM_API;
  readonly native: Native;
}

/** Loads SQLite; its WebAssembly is found beside the bundle. */
export async function loadLibrary(): Promise<Library> {
  const { capi, wasm } = await initialize();
  return { capi, wasm, native: wasm.exports as Native };
}
