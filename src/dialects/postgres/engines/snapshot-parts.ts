import { promisify } from 'node:util';
import { brotliCompress, brotliDecompress, constants } from 'node:zlib';
import { crashProblem } from '../../engine-process/engine-problems.ts';

const compress = promisify(brotliCompress);
const decompress = promisify(brotliDecompress);

const QUICK = { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } };

/** Bytes that tell how long the packed memory is. */
const LENGTH = 4;

/** A snapshot as it was handed out: what was read of the catalog, and the database as the child packed it. */
export interface SnapshotParts {
  /** Null when nothing was read. */
  readonly memory: Promise<string | null>;
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

/**
 * Takes apart what {@link joinParts} made, and unpacks the memory meanwhile.
 *
 * @throws Problem `engine-crashed` for bytes that it did not make.
 */
export function takeApart(snapshot: Uint8Array): SnapshotParts {
  const whole = Buffer.from(snapshot.buffer, snapshot.byteOffset, snapshot.byteLength);
  const end = LENGTH + (whole.length < LENGTH ? 0 : whole.readUInt32BE(0));
  if (whole.length <= end) throw crashProblem('the snapshot is not whole.');
  const packed = whole.subarray(LENGTH, end);
  const memory = packed.length === 0 ? Promise.resolve(null) : unpacked(packed);
  return { memory, database: whole.subarray(end) };
}

async function unpacked(packed: Uint8Array): Promise<string> {
  return (await decompress(packed)).toString('utf8');
}
