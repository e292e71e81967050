export interface ArchiveEntry {
  readonly name: string;
  /** Null for a folder. */
  readonly data: Uint8Array | null;
}

const BLOCK = 512;

/** Reads a plain tar file (short names, as written below and by scripts/engine-assets.mjs). Data are views into `bytes`. */
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

/** Writes a tar file that {@link readArchive} reads. Names have at most 99 bytes. */
export function writeArchive(entries: readonly ArchiveEntry[]): Buffer {
  const blocks = entries.flatMap(({ name, data }) => {
    const size = data?.length ?? 0;
    const padding = Buffer.alloc((BLOCK - (size % BLOCK)) % BLOCK);
    return [header(name, size, data === null), ...(data === null ? [] : [data, padding])];
  });
  return Buffer.concat([...blocks, Buffer.alloc(2 * BLOCK)]);
}

/** Only the fields that are read again. */
function header(name: string, size: number, isFolder: boolean): Buffer {
  if (Buffer.byteLength(name) > 99) throw new Error(`The name is too long for a plain tar file: ${name}`);
  const block = Buffer.alloc(BLOCK);
  block.write(name, 0, 'latin1');
  block.write(size.toString(8).padStart(11, '0'), 124, 'latin1');
  block.write(isFolder ? '5' : '0', 156, 'latin1');
  return block;
}
