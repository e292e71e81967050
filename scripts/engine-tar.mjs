/** Plain tar files with nothing in them that changes from run to run. */
import { Buffer } from 'node:buffer';
const BLOCK = 512;

/** Writes `{ name, data }` entries; null data makes a folder. */
export function writeTar(entries) {
  const blocks = entries.flatMap(({ name, data }) => {
    const size = data?.length ?? 0;
    return [
      header(name, size, data === null),
      data ?? Buffer.alloc(0),
      Buffer.alloc((BLOCK - (size % BLOCK)) % BLOCK),
    ];
  });
  return Buffer.concat([...blocks, Buffer.alloc(2 * BLOCK)]);
}

/** Reads the files of a tar file. */
export function readTar(bytes) {
  const entries = [];
  for (let at = 0; at + BLOCK <= bytes.length && bytes[at] !== 0;) {
    const text = (start, length) =>
      bytes.toString('latin1', at + start, at + start + length).replace(/[\0 ]+$/, '');
    const size = Number.parseInt(text(124, 12), 8) || 0;
    if (bytes[at + 156] !== 0x35)
      entries.push({ name: text(0, 100), data: bytes.subarray(at + BLOCK, at + BLOCK + size) });
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
  return entries;
}

function header(name, size, isFolder) {
  if (Buffer.byteLength(name) > 99) throw new Error(`The name is too long for a plain tar file: ${name}`);
  const block = Buffer.alloc(BLOCK);
  const field = (text, at) => block.write(text, at, 'latin1');
  const octal = (value, length) => value.toString(8).padStart(length - 1, '0');
  field(name, 0);
  field(octal(isFolder ? 0o700 : 0o600, 8), 100);
  field(octal(0, 8), 108);
  field(octal(0, 8), 116);
  field(octal(size, 12), 124);
  field(octal(0, 12), 136);
  field(' '.repeat(8), 148);
  field(isFolder ? '5' : '0', 156);
  field('ustar\u000000', 257);
  field(
    `${octal(
      block.reduce((sum, byte) => sum + byte, 0),
      7,
    )}\0`,
    148,
  );
  return block;
}
