import initialize, { type CAPI, type WASM_API } from '@sqlite.org/sqlite-wasm';

/** An address in the memory of WebAssembly. */
export type Pointer = number;

/** SQLite itself: its C interface, and the means to reach its memory. */
export interface Library {
  readonly capi: CAPI;
  readonly wasm: WASM_API;
}

/** Loads SQLite; its WebAssembly is found beside the bundle. */
export async function loadLibrary(): Promise<Library> {
  const { capi, wasm } = await initialize();
  return { capi, wasm };
}
