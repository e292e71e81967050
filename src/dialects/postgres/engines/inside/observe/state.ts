import type { ResultSet } from '../answer.ts';
import { FIRST_USER_OID, RELATION_NAME } from '../relation-name.ts';
import { strongerLock } from './lock-modes.ts';

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
  /** The table that an index belongs to; null for others. */
  readonly indexOf: string | null;
  /** The TOAST table of this one; `0` when there is none. */
  readonly toast: string;
  readonly scans: number;
  readonly inserted: number;
  readonly updated: number;
  readonly deleted: number;
}

/** What is measured around a statement. */
export interface State {
  readonly relations: ReadonlyMap<string, Relation>;
  /** Locks (`oid mode`) by table; those of indexes and TOAST tables count for their table. */
  readonly locks: ReadonlyMap<string, readonly string[]>;
}

const RELATIONS = `
  SELECT c.oid, ${RELATION_NAME}, n.nspname, c.relname, c.relkind, c.relfilenode, i.indrelid, c.reltoastrelid,
    pg_catalog.pg_stat_get_xact_numscans(c.oid), pg_catalog.pg_stat_get_xact_tuples_inserted(c.oid),
    pg_catalog.pg_stat_get_xact_tuples_updated(c.oid), pg_catalog.pg_stat_get_xact_tuples_deleted(c.oid)
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  LEFT JOIN pg_catalog.pg_index i ON i.indexrelid = c.oid
  WHERE c.oid >= ${FIRST_USER_OID}`;

const LOCKS = `
  SELECT relation, mode FROM pg_catalog.pg_locks
  WHERE locktype = 'relation' AND relation >= ${FIRST_USER_OID} AND pid = pg_catalog.pg_backend_pid()`;

/** The two queries whose results {@link readState} takes, in this order. */
export const STATE_QUERIES = `${RELATIONS};${LOCKS}`;

/** Reads the results of {@link STATE_QUERIES}. Owners of relations that are gone by now come from `earlier`. */
export function readState(relations?: ResultSet, locks?: ResultSet, earlier?: State): State {
  const known = new Map((relations?.rows ?? []).map((row) => [row[0] ?? '', relationOf(row)]));
  const owners = new Map<string, string>();
  for (const relation of [...(earlier?.relations.values() ?? []), ...known.values()]) {
    if (relation.toast !== '0') owners.set(relation.toast, relation.oid);
    if (relation.indexOf !== null) owners.set(relation.oid, relation.indexOf);
  }
  const held = new Map<string, string[]>();
  for (const [oid, mode] of locks?.rows ?? []) {
    const owner = ownerOf(oid ?? '', owners);
    held.set(owner, [...(held.get(owner) ?? []), `${oid ?? ''} ${mode ?? ''}`]);
  }
  return { relations: known, locks: held };
}

/** Strongest lock on a table that `after` has and `before` has not; `''` when there is none. */
export function newLock(table: string, before: State, after: State): string {
  const had = new Set(before.locks.get(table));
  return strongest((after.locks.get(table) ?? []).filter((lock) => !had.has(lock)));
}

/** Strongest lock on a table; `''` when there is none. */
export function heldLock(table: string, state: State): string {
  return strongest(state.locks.get(table) ?? []);
}

function strongest(locks: readonly string[]): string {
  return locks.map((lock) => lock.split(' ')[1] ?? '').reduce(strongerLock, '');
}

/** From a TOAST table's index over the TOAST table to the table. */
function ownerOf(oid: string, owners: ReadonlyMap<string, string>): string {
  const owner = owners.get(oid);
  return owner === undefined ? oid : ownerOf(owner, owners);
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
    toast: text(7),
    scans: Number(text(8)),
    inserted: Number(text(9)),
    updated: Number(text(10)),
    deleted: Number(text(11)),
  };
}
