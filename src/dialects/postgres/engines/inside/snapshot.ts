import { promisify } from 'node:util';
import { brotliCompress, brotliDecompress, constants } from 'node:zlib';
import type { ArchiveEntry } from './archive.ts';
import { writeArchive } from './archive.ts';
import { DATA_FOLDER } from './data-directory.ts';
import type { FileSystem } from './file-system.ts';
import { bytesOf, childrenOf } from './file-copy.ts';
import type { FileNode } from './file-system.ts';
import type { FixedChance } from '../../../engine-process/inside/fixed-chance.ts';
import { PREPARED_PREFIX } from '../prepared-queries.ts';
import type { Session } from './session.ts';

const compress = promisify(brotliCompress);
const decompress = promisify(brotliDecompress);

/** Small pieces would be put together again, and most databases fit into this. */
const LARGE_PIECE = 64 * 1024 * 1024;

/** The state of the randomness goes before the files. */
const CHANCE = 4;

/** Packs well enough for pages that are mostly empty, and in the time that reading them back saves. */
const QUICK = { params: { [constants.BROTLI_PARAM_QUALITY]: 1, [constants.BROTLI_PARAM_LGWIN]: 22 } };

/**
 * What the files do not hold: objects and statements of this session, and tables that start empty after a recovery,
 * which is how an engine starts from a snapshot. https://www.postgresql.org/docs/18/sql-createtable.html#SQL-CREATETABLE-UNLOGGED
 */
const IN_THIS_SESSION_ONLY = `SELECT 1 FROM pg_catalog.pg_class WHERE relpersistence <> 'p'
  UNION ALL SELECT 1 FROM pg_catalog.pg_prepared_statements WHERE NOT pg_catalog.starts_with(name, '${PREPARED_PREFIX}')
  UNION ALL SELECT 1 FROM pg_catalog.pg_cursors WHERE is_holdable
  UNION ALL SELECT 1 FROM pg_catalog.pg_locks WHERE locktype = 'advisory'
  UNION ALL SELECT 1 FROM pg_catalog.pg_listening_channels() LIMIT 1`;

/** A database and where its randomness stands. */
export interface Unpacked {
  readonly database: Uint8Array;
  readonly chance: number;
}

/**
 * The database as it is, written to its files and copied at once; the packing is left to later. Null when a part of it
 * would be missing.
 */
export async function takeSnapshot(
  session: Session,
  files: FileSystem,
  chance: FixedChance,
): Promise<(() => Promise<Buffer>) | null> {
  if (session.status !== 'idle') return null;
  const [elsewhere] = await session.tell(IN_THIS_SESSION_ONLY);
  if (elsewhere === undefined || elsewhere.rows.length > 0) return null;
  const [log] = await session.tell(
    'CHECKPOINT; SELECT pg_catalog.pg_walfile_name(pg_catalog.pg_current_wal_insert_lsn())',
  );
  const state = Buffer.alloc(CHANCE);
  state.writeUInt32BE(chance.state);
  const archive = writeArchive(withoutSpareLogs([...entriesIn(files)], log?.rows[0]?.[0] ?? ''));
  const whole = Buffer.concat([state, archive]);
  return () => compress(whole, QUICK);
}

/** Takes apart what {@link takeSnapshot} made. */
export async function unpackSnapshot(bytes: Uint8Array): Promise<Unpacked> {
  const whole = await decompress(bytes, { chunkSize: LARGE_PIECE });
  return { chance: whole.readUInt32BE(0), database: whole.subarray(CHANCE) };
}

function entriesIn(files: FileSystem): Generator<ArchiveEntry> {
  return entriesBelow(files, files.lookupPath(DATA_FOLDER).node, '');
}

function* entriesBelow(files: FileSystem, folder: FileNode, path: string): Generator<ArchiveEntry> {
  const children = Object.entries(childrenOf(folder)).sort(([left], [right]) => (left < right ? -1 : 1));
  for (const [child, node] of children) {
    const name = path + child;
    const isFolder = files.isDir(node.mode);
    yield { name, data: isFolder ? null : bytesOf(node) };
    if (isFolder) yield* entriesBelow(files, node, `${name}/`);
  }
}

/** Log segments after the current one wait to be used again and hold nothing. */
function withoutSpareLogs(entries: readonly ArchiveEntry[], current: string): readonly ArchiveEntry[] {
  const isSpare = (name: string): boolean =>
    /^pg_wal\/[0-9A-F]{24}$/.test(name) && name.slice('pg_wal/'.length) > current;
  return entries.filter(({ name }) => !isSpare(name));
}
