import crypto from 'node:crypto';

export interface FixedChance {
  /** Where the sequence stands; put back on rewind. */
  state: number;
}

/**
 * Replaces the randomness that WebAssembly code can reach by a fixed sequence, so that two runs agree
 * (`gen_random_uuid()`, `random()`). Nothing secret is ever made in this process.
 */
export function fixChance(): FixedChance {
  const chance: FixedChance = { state: 1 };
  const fill = (view: NodeJS.ArrayBufferView): NodeJS.ArrayBufferView => {
    const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
    for (let index = 0; index < bytes.length; index++) bytes[index] = nextByte(chance);
    return view;
  };
  Object.defineProperty(crypto, 'randomFillSync', { value: fill });
  Object.defineProperty(globalThis.crypto, 'getRandomValues', { value: fill });
  Math.random = () => nextByte(chance) / 256;
  return chance;
}

/** A linear congruential generator; its upper bits are good enough to be different. */
export function nextByte(chance: FixedChance): number {
  chance.state = (Math.imul(chance.state, 1_103_515_245) + 12_345) >>> 0;
  return (chance.state >>> 16) & 0xff;
}
