import type { Statistics } from '../../model/statistics.ts';
import type { Load } from './work-seconds.ts';

/** Bytes of an index for each row where no index of the table shows more: key, header and what a page leaves free. */
const BYTES_PER_ENTRY = 40;

type Server = Pick<Statistics, 'settings'>;

/**
 * Bytes that must be free while the statement runs; null when nobody knows. A rewrite keeps the old table and its indexes
 * beside the new ones until it commits, and logs what it writes; an index build writes the index, its log and, where it
 * does not fit in memory, a sort. https://www.postgresql.org/docs/current/populate.html
 */
export function diskNeeded(load: Load, server: Server): number | null {
  const { works } = load.work;
  if (works.includes('rewrite')) return wholeBytes(load) + loggedBytes(wholeBytes(load), server);
  const build = works.includes('index-build') ? buildDisk(load, server) : 0;
  const rows = works.includes('rows') ? changedBytes(load) : 0;
  return build === null || rows === null ? null : build + rows * 2;
}

/** Bytes that standby servers have to replay; null when nobody knows. */
export function bytesLogged(load: Load): number | null {
  const { works } = load.work;
  if (works.includes('rewrite')) return wholeBytes(load);
  const build = works.includes('index-build') ? buildBytes(load) : 0;
  const rows = works.includes('rows') ? changedBytes(load) : 0;
  return build === null || rows === null ? null : build + rows;
}

function wholeBytes({ size }: Load): number {
  return size.bytes + size.indexes.reduce((sum, { bytes }) => sum + bytes, 0);
}

function buildDisk(load: Load, server: Server): number | null {
  const bytes = buildBytes(load);
  if (bytes === null) return null;
  const memory = settingBytes(server.settings['maintenance_work_mem'] ?? '') ?? 0;
  const sort = bytes > memory ? bytes : 0;
  return bytes + sort + loggedBytes(bytes, server);
}

/** The new indexes: as large as the largest that the table has, or by its rows. */
function buildBytes({ size, builds }: Load): number | null {
  const largest = Math.max(0, ...size.indexes.map(({ bytes }) => bytes));
  if (size.rows === null) return largest === 0 ? null : builds * largest;
  return builds * Math.max(largest, size.rows * BYTES_PER_ENTRY);
}

/** New versions of rows beside the old ones, and their entries in all indexes. */
function changedBytes(load: Load): number | null {
  const { rows, size } = load;
  if (rows === null) return null;
  if (size.rows === null || size.rows === 0) return rows === 0 ? 0 : null;
  return Math.ceil((wholeBytes(load) * rows) / size.rows);
}

/** With `minimal`, what is written in place of something is not logged. https://www.postgresql.org/docs/current/runtime-config-wal.html#GUC-WAL-LEVEL */
function loggedBytes(written: number, { settings }: Server): number {
  return settings['wal_level'] === 'minimal' ? 0 : written;
}

const UNITS: Readonly<Record<string, number>> = {
  B: 1,
  kB: 1024,
  MB: 1024 ** 2,
  GB: 1024 ** 3,
  TB: 1024 ** 4,
};

/** `64MB` as the server writes it; null for anything else. */
function settingBytes(text: string): number | null {
  const [, digits, unit = ''] = /^(\d{1,15})(B|kB|MB|GB|TB)$/.exec(text) ?? [];
  return digits === undefined ? null : Number(digits) * (UNITS[unit] ?? 1);
}
