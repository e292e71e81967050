export interface ArchiveEntry {
  readonly name: string;
  /** Null for a folder. */
  readonly data: Uint8Array | null;
}

const BLOCK = 512;

/** Reads a plain tar file (short names, as written by scripts/engine-assets.mjs). Data are views into `bytes`. */
export function* readArchive(bytes: Uint8Array): Generator<ArchiveEntry> {
  for (let at = 0; at + BLOCK <= bytes.length && bytes[at] !== 0;) {
    const name = textAt(bytes, at, 100);
    const size = Number.parseInt(textAt(bytes, at + 124, 12), 8);
    const start = at + BLOCK;
    const isFolder = bytes[at + 156] === 0x35;
    yield { name: name.replace(/\/$/, ''), data: isFolder ? null : bytes.subarray(start, start + size) };
    at = start + Math.ceil(size / BLOCK) * BLOCK;
  }
}

function textAt(bytes: Uint8Array, start: number, length: number): string {
  let end = start;
  while (end < start + length && bytes[end] !== 0) end++;
  return String.fromCharCode(...bytes.subarray(start, end)).trim();
}
