import { nextByte, type FixedChance } from '../../../engine-process/inside/fixed-chance.ts';
import type { Library, Pointer } from './library.ts';

/** Lets SQLite draw its seeds from the fixed chance itself: what it draws from else reads ahead. */
export function seedFrom({ capi, wasm }: Library, chance: FixedChance): void {
  // Its type has the argument as a name and the member without its sign.
  const system = new (capi.sqlite3_vfs as unknown as new (pointer: Pointer) => { $xRandomness: Pointer })(
    capi.sqlite3_vfs_find(null),
  );
  system.$xRandomness = wasm.installFunction('i(pip)', (_: Pointer, count: number, out: Pointer) => {
    const bytes = wasm.heap8u().subarray(out, out + count);
    for (let at = 0; at < count; at++) bytes[at] = nextByte(chance);
    return count;
  });
}
