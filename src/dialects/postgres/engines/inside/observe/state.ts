import type { ResultSet } from '../answer.ts';
import { FIRST_USER_OID, RELATION_NAME } from '../relation-name.ts';
import { strongerLock } from '../../../lock-modes.ts';

/** A table, index, view … with what counts its work in this transaction. */
export interface Relation {
  readonly oid: string;
  /** As in the catalog. */
  readonly name: string;
  readonly schema: string;
  /** As in engine messages: unqualified and unquoted. */
  readonly bareName: string;
  /** `pg_class.relkind`. */
  readonly kind: string;
  readonly file: string;
  /** `pg_class.reltablespace`. */
  readonly tablespace: string;
  /** The table that an index belongs to; null for others. */
  readonly indexOf: string | null;
  readonly scans: number;
  readonly inserted: number;
  readonly updated: number;
  readonly deleted: number;
  /** False for a materialized view that cannot be read before it is refreshed. */
  readonly populated: boolean;
}

/** What is measured around a statement. */
export interface State {
  readonly relations: ReadonlyMap<string, Relation>;
  /** Locks (`oid mode`) by table; those of indexes count for their table. */
  readonly locks: ReadonlyMap<string, readonly string[]>;
  /** Numbers of this transaction and of its parts; what a statement writes carries the newest. */
  readonly transactions: readonly string[];
}

/** Oversized values live here; their tables are locked and rewritten with the table they belong to. */
const TOAST_SCHEMA = 99;

const RELATIONS = `
  SELECT c.oid, ${RELATION_NAME}, n.nspname, c.relname, c.relkind, c.relfilenode, i.indrelid,
    CASE WHEN i.indrelid IS NULL THEN pg_catalog.pg_stat_get_xact_numscans(c.oid) END,
    CASE WHEN i.indrelid IS NULL THEN pg_catalog.pg_stat_get_xact_tuples_inserted(c.oid) END,
    CASE WHEN i.indrelid IS NULL THEN pg_catalog.pg_stat_get_xact_tuples_updated(c.oid) END,
    CASE WHEN i.indrelid IS NULL THEN pg_catalog.pg_stat_get_xact_tuples_deleted(c.oid) END,
    c.relispopulated, c.reltablespace
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  LEFT JOIN pg_catalog.pg_index i ON i.indexrelid = c.oid
  WHERE c.oid >= ${FIRST_USER_OID} AND c.relnamespace <> ${TOAST_SCHEMA}`;

const LOCKS = `
  SELECT relation, mode, transactionid FROM pg_catalog.pg_locks
  WHERE (locktype = 'relation' AND relation >= ${FIRST_USER_OID} OR locktype = 'transactionid')
    AND pid = pg_catalog.pg_backend_pid()`;

/** The two queries whose results {@link readState} takes, in this order. */
export const STATE_QUERIES = `${RELATIONS};${LOCKS}`;

/** The same with the counters of the transactions that have ended. */
export const FINISHED_STATE_QUERIES = STATE_QUERIES.replaceAll('pg_stat_get_xact_', 'pg_stat_get_');

/** Reads the results of {@link STATE_QUERIES}. Owners of indexes that are gone by now come from `earlier`. */
export function readState(relations?: ResultSet, locks?: ResultSet, earlier?: State): State {
  const known = new Map((relations?.rows ?? []).map((row) => [row[0] ?? '', relationOf(row)]));
  const rows = locks?.rows ?? [];
  return {
    relations: known,
    locks: locksByTable(rows, { ...ownersIn(earlier?.relations), ...ownersIn(known) }),
    transactions: rows.flatMap(([, , transaction]) => transaction ?? []),
  };
}

/** Tables by the indexes that belong to them. */
function ownersIn(relations: ReadonlyMap<string, Relation> = new Map()): Readonly<Record<string, string>> {
  const owned = [...relations.values()].flatMap(({ oid, indexOf }) =>
    indexOf === null ? [] : [[oid, indexOf]],
  );
  return Object.fromEntries(owned) as Record<string, string>;
}

function locksByTable(
  rows: readonly (string | null)[][],
  owners: Readonly<Record<string, string>>,
): ReadonlyMap<string, readonly string[]> {
  const held = new Map<string, string[]>();
  for (const [oid, mode] of rows) {
    if (!oid) continue;
    const owner = owners[oid] ?? oid;
    held.set(owner, [...(held.get(owner) ?? []), `${oid} ${mode ?? ''}`]);
  }
  return held;
}

/** Strongest lock on a table or its indexes, and the strongest on the table itself; `''` where there is none. */
export interface Taken {
  readonly lock: string;
  readonly tableLock: string;
}

/**
 * Locks on a table that `after` has and `before` has not. Locks on parts that the statement itself made (a new index)
 * keep nobody waiting.
 */
export function newLock(table: string, before: State, after: State): Taken {
  const had = new Set(before.locks.get(table));
  const isNews = (lock: string): boolean => !had.has(lock) && before.relations.has(lock.split(' ')[0] ?? '');
  const news = (after.locks.get(table) ?? []).filter(isNews);
  const lock = strongest(news);
  const held = ownLock(table, before.locks.get(table) ?? []);
  // Beside a lock of the table's own that keeps out as much, that of an index is none to tell of.
  const isHeld = held !== '' && strongerLock(held, lock) === held;
  return { lock, tableLock: isHeld ? lock : ownLock(table, news) };
}

function ownLock(table: string, locks: readonly string[]): string {
  return strongest(locks.filter((lock) => lock.startsWith(`${table} `)));
}

/** Strongest lock on a table; `''` when there is none. */
export function heldLock(table: string, state: State): string {
  return strongest(state.locks.get(table) ?? []);
}

function strongest(locks: readonly string[]): string {
  return locks.map((lock) => lock.split(' ')[1] ?? '').reduce(strongerLock, '');
}

function relationOf(row: readonly (string | null)[]): Relation {
  const text = (index: number): string => row[index] ?? '';
  return {
    oid: text(0),
    name: text(1),
    schema: text(2),
    bareName: text(3),
    kind: text(4),
    file: text(5),
    indexOf: row[6] ?? null,
    scans: Number(text(7)),
    inserted: Number(text(8)),
    updated: Number(text(9)),
    deleted: Number(text(10)),
    populated: text(11) !== 'f',
    tablespace: text(12),
  };
}
