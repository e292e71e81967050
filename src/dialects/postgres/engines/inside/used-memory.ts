/** What tells where the engine's heap ends: `emscripten_get_sbrk_ptr`, of the module that has a memory of its own. */
type BreakPointer = () => number;

let breakPointer: BreakPointer | null = null;
let highest = 0;

/** Looks at an instance as it is made; the engine's own is the one that says where its heap ends. */
export function rememberBreak(made: unknown): void {
  const instance = (made as { readonly instance?: unknown }).instance ?? made;
  const { exports = {} } = instance as { readonly exports?: Readonly<Record<string, unknown>> };
  const pointer = exports['emscripten_get_sbrk_ptr'];
  if (typeof pointer === 'function') breakPointer ??= pointer as BreakPointer;
}

/** The part of the memory that was ever used, in whole pages; the rest is zeros, which need not be looked at. */
export function usedMemory(heap: Uint8Array, page: number): Uint8Array {
  if (breakPointer === null) return heap;
  const view = new DataView(heap.buffer, heap.byteOffset, heap.byteLength);
  highest = Math.max(highest, view.getUint32(breakPointer(), true));
  return heap.subarray(0, Math.min(heap.length, Math.ceil(highest / page) * page));
}
