/**
 * A WebAssembly side module of the kind emscripten loads with `dlopen`, whose `__em_js__` export points at
 * JavaScript that the loader evaluates.
 */
export function hostileLibrary(javascript: string): Uint8Array {
  const text = Buffer.from(`()<::>{}; ${javascript}\0`);
  return Uint8Array.from([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    // The linker's section comes first: memory of the text's size, no table.
    ...section(0, [...name('dylink.0'), ...sub(1, [...leb(text.length), 0, 0, 0])]),
    ...section(2, [
      2,
      ...[...name('env'), ...name('memory'), 2, 0, 0],
      ...[...name('env'), ...name('__memory_base'), 3, 0x7f, 0],
    ]),
    // i32.const 0: emscripten adds the module's base.
    ...section(6, [1, 0x7f, 0, 0x41, 0, 0x0b]),
    ...section(7, [1, ...name('__em_js__evil'), 3, 1]),
    // One segment at __memory_base.
    ...section(11, [1, 0, 0x23, 0, 0x0b, ...leb(text.length), ...text]),
  ]);
}

function section(id: number, body: readonly number[]): readonly number[] {
  return [id, ...leb(body.length), ...body];
}

function sub(id: number, body: readonly number[]): readonly number[] {
  return [id, ...leb(body.length), ...body];
}

function name(text: string): readonly number[] {
  return [text.length, ...Buffer.from(text)];
}

function leb(value: number): readonly number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...leb(value >> 7)];
}
