import type { Journal } from '../../../../model/project.ts';
import { Connection } from './connection.ts';
import type { Library } from './library.ts';
import type { Session } from './session.ts';
import { STOCK_SETTINGS } from '../settings.ts';

/** A database as the session has it: `main`, or one that was attached by name. */
interface NamedBytes {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Everything that a session holds. */
export interface Moment {
  readonly databases: readonly NamedBytes[];
  /** The session's own tables; null when there are none. */
  readonly temporary: Uint8Array | null;
  /** Values of the pragmas that files do not keep. */
  readonly pragmas: Readonly<Record<string, string>>;
  readonly journal: Journal;
  readonly chance: number;
}

/** Pragmas that change what statements do, and that a file does not keep. https://www.sqlite.org/pragma.html */
const PRAGMAS = [
  'automatic_index',
  'busy_timeout',
  'foreign_keys',
  'ignore_check_constraints',
  'legacy_alter_table',
  'query_only',
  'recursive_triggers',
  'reverse_unordered_selects',
  'trusted_schema',
];

/** Takes the present down. Not inside a transaction. */
export function takeMoment(session: Session): Moment {
  const { connection, library } = session;
  if (connection.inTransaction) throw new Error('A transaction is open.');
  const names = connection.tell("SELECT name FROM pragma_database_list WHERE name <> 'temp' ORDER BY seq");
  const pragmas = PRAGMAS.map((name) => [name, connection.tell(`PRAGMA ${name}`)[0]?.[0] ?? '0'] as const);
  return {
    databases: names.map(([name]) => ({
      name: name ?? '',
      bytes: library.capi.sqlite3_js_db_export(connection.pointer, name ?? ''),
    })),
    temporary: takeTemporary(connection),
    pragmas: Object.fromEntries(pragmas),
    journal: session.journal,
    chance: session.chance,
  };
}

/** Makes a moment the present; an open transaction is abandoned. */
export function bringBack(session: Session, moment: Moment): void {
  const connection = session.reopen();
  for (const { name, bytes } of moment.databases) {
    if (name !== 'main') connection.tell(`ATTACH ':memory:' AS "${name.replaceAll('"', '""')}"`);
    fill(connection, name, bytes);
  }
  if (moment.temporary !== null) bringTemporaryBack(connection, moment.temporary);
  for (const [name, value] of Object.entries(moment.pragmas)) connection.tell(`PRAGMA ${name} = ${value}`);
  session.journal = moment.journal;
  session.chance = moment.chance;
}

/** Puts the bytes of a database file in the place of an open database. */
function fill(connection: Connection, name: string, bytes: Uint8Array): void {
  if (bytes.length === 0) return;
  const { capi, wasm } = connection.library;
  const copy = capi.sqlite3_malloc64(bytes.length as never);
  if (copy === 0) throw new Error('There is no memory left for the database.');
  wasm.heap8u().set(bytes, copy);
  const flags = capi.SQLITE_DESERIALIZE_FREEONCLOSE | capi.SQLITE_DESERIALIZE_RESIZEABLE;
  connection.gate.isOpen = true;
  const code: number = capi.sqlite3_deserialize(
    connection.pointer,
    name,
    copy,
    bytes.length,
    bytes.length,
    flags,
  );
  connection.gate.isOpen = false;
  if (code !== capi.SQLITE_OK) throw connection.failure(code, null);
}

/** Temporary tables cannot be written to bytes, but copied to a database that can. */
function takeTemporary(connection: Connection): Uint8Array | null {
  const [[count] = []] = connection.tell('SELECT count(*) FROM temp.sqlite_schema');
  if (count === '0') return null;
  return beside(connection, (other) => {
    copyDatabase(connection.library, { from: connection, named: 'temp', to: other, as: 'main' });
    return connection.library.capi.sqlite3_js_db_export(other.pointer);
  });
}

function bringTemporaryBack(connection: Connection, bytes: Uint8Array): void {
  beside(connection, (other) => {
    fill(other, 'main', bytes);
    copyDatabase(connection.library, { from: other, named: 'main', to: connection, as: 'temp' });
  });
}

function beside<Result>({ library, gate }: Connection, work: (other: Connection) => Result): Result {
  const other = new Connection(library, gate, STOCK_SETTINGS);
  try {
    return work(other);
  } finally {
    other.close();
  }
}

interface Copy {
  readonly from: Connection;
  readonly named: string;
  readonly to: Connection;
  readonly as: string;
}

/** https://www.sqlite.org/c3ref/backup_finish.html */
function copyDatabase({ capi }: Library, { from, named, to, as }: Copy): void {
  const backup = capi.sqlite3_backup_init(to.pointer, as, from.pointer, named);
  if (backup === 0) throw to.failure(capi.SQLITE_ERROR, null);
  capi.sqlite3_backup_step(backup, -1);
  const code: number = capi.sqlite3_backup_finish(backup);
  if (code !== capi.SQLITE_OK) throw to.failure(code, null);
}
