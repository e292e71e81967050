import { promisify } from 'node:util';
import { brotliCompress, brotliDecompress, constants } from 'node:zlib';

const compress = promisify(brotliCompress);
const decompress = promisify(brotliDecompress);

const QUICK = { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } };

/** Bytes that tell how long the packed memory is. */
const LENGTH = 4;

/** A snapshot as it is handed out: what was read of the catalog, packed, and the database as the child packed it. */
export interface SnapshotParts {
  /** Empty when nothing was read. */
  readonly memory: Uint8Array;
  readonly database: Uint8Array;
}

/** Puts both into one; null when the child ends before the database came. */
export async function joinParts(
  memory: string | null,
  database: Promise<Uint8Array | null>,
): Promise<Uint8Array | null> {
  const packed = memory === null ? Buffer.alloc(0) : await compress(memory, QUICK);
  const bytes = await database;
  if (bytes === null) return null;
  const length = Buffer.alloc(LENGTH);
  length.writeUInt32BE(packed.length);
  return Buffer.concat([length, packed, bytes]);
}

/** Takes apart what {@link joinParts} made. */
export function splitParts(snapshot: Uint8Array): SnapshotParts {
  const whole = Buffer.from(snapshot.buffer, snapshot.byteOffset, snapshot.byteLength);
  const end = LENGTH + whole.readUInt32BE(0);
  return { memory: whole.subarray(LENGTH, end), database: whole.subarray(end) };
}

/** The memory, unpacked; null when there is none. */
export async function memoryIn({ memory }: SnapshotParts): Promise<string | null> {
  return memory.length === 0 ? null : (await decompress(memory)).toString('utf8');
}
