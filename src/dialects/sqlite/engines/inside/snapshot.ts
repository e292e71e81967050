import { promisify } from 'node:util';
import { brotliCompress, brotliDecompress, constants } from 'node:zlib';
import { takeMoment, type Moment } from './moment.ts';
import type { Session } from './session.ts';

const compress = promisify(brotliCompress);
const decompress = promisify(brotliDecompress);

/** Packs well enough for pages that are mostly empty. */
const QUICK = { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } };

/** Bytes that tell how long the head is. */
const LENGTH = 4;

/**
 * The database as it is; packing is left to later. Null inside of a transaction, and when tables of the session or
 * attached databases would be missing.
 */
export function takeSnapshot(session: Session): (() => Promise<Buffer>) | null {
  if (session.connection.inTransaction) return null;
  const { databases, temporary, ...head } = takeMoment(session);
  const [main, ...others] = databases;
  if (main === undefined || others.length > 0 || temporary !== null) return null;
  const told = Buffer.from(JSON.stringify(head));
  const length = Buffer.alloc(LENGTH);
  length.writeUInt32BE(told.length);
  const whole = Buffer.concat([length, told, main.bytes]);
  return () => compress(whole, QUICK);
}

/** Unpacks what {@link takeSnapshot} made. */
export async function unpackSnapshot(packed: Uint8Array): Promise<Moment> {
  const whole = await decompress(packed);
  const end = LENGTH + whole.readUInt32BE(0);
  const head = JSON.parse(whole.toString('utf8', LENGTH, end)) as Omit<Moment, 'databases' | 'temporary'>;
  return { ...head, databases: [{ name: 'main', bytes: whole.subarray(end) }], temporary: null };
}
