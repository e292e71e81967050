import type { Effect, RowsChanged, Work } from '../../../../../model/observation.ts';
import type { Doings } from './doings.ts';
import { lockFor } from './locks.ts';
import { checkedTables, indexMadeOn, isAltered, relationOf } from './touched.ts';
import type { Trace } from './trace.ts';

/** What a statement did to each relation that was there before it, by name. */
export function effectsOf(trace: Trace): readonly Effect[] {
  const { relations } = trace.before;
  const touched = touchedBy(trace);
  return [...relations]
    .flatMap(([key, { kind, name }]) => {
      if (!touched.has(key)) return [];
      const { work, evidence } = kind === 'view' ? IDLE : workOn(key, kind === 'virtual', trace);
      const { lock, blocks } = lockFor(work, trace.writes, trace.journal);
      if (lock === '') return [];
      return [{ relation: name, lock, blocks, work, witness: 'measured' as const, evidence }];
    })
    .sort(byName);
}

/** Rows that a statement inserted, updated or deleted, by relation; only of tables that are there after it. */
export function rowsChanged({ rows, after }: Trace): readonly RowsChanged[] {
  return [...after.relations]
    .flatMap(([key, { name }]) => {
      const counts = rows.get(key);
      return counts === undefined ? [] : [{ relation: name, ...counts }];
    })
    .sort(byName);
}

/** A statement writes what it writes; what it only reads counts when it reads all of it. */
function touchedBy({ before, actions, doings, rows }: Trace): ReadonlySet<string> {
  const read = [...doings.tables].filter(
    ([, { writes, reads, refilled }]) => writes !== 'no' || reads || refilled !== null,
  );
  const named = actions.map((action) => relationOf(action, before) ?? '');
  const all = doings.vacuums ? before.relations.keys() : [];
  return new Set([
    ...read.map(([table]) => table),
    ...named,
    ...checkedTables(actions).keys(),
    ...rows.keys(),
    ...all,
  ]);
}

interface Judgement {
  readonly work: Work;
  readonly evidence: string;
}

const UNTOUCHED: Doings = { writes: 'no', reads: false, refilled: null };
const IDLE: Judgement = { work: 'metadata', evidence: 'only the schema is written' };

function workOn(table: string, isVirtual: boolean, trace: Trace): Judgement {
  const { doings, rows } = trace;
  if (doings.vacuums) return { work: 'rewrite', evidence: 'VACUUM copies the whole database' };
  const did = doings.tables.get(table) ?? { ...UNTOUCHED, writes: isVirtual ? doings.virtual : 'no' };
  const counted = countsInWords(rows.get(table));
  if (did.writes === 'growing') return writesOf(table, counted, trace);
  // Rows that changed where the program shows nothing were changed by a part that cannot be looked into.
  if (did.writes === 'no' && rows.has(table)) return { work: 'rows', evidence: counted };
  const read = buildOf(table, did, trace) ?? readsOf(table, did.reads, trace);
  if (read !== null) return read;
  if (did.writes === 'no') return IDLE;
  return { work: 'metadata', evidence: `no loop over a table leads to it: ${counted}` };
}

function writesOf(table: string, counted: string, { actions }: Trace): Judgement {
  return isAltered(table, actions)
    ? { work: 'rewrite', evidence: 'its program writes every row back' }
    : { work: 'rows', evidence: `its program writes in a loop over a table: ${counted}` };
}

function buildOf(table: string, { reads, refilled }: Doings, { actions }: Trace): Judgement | null {
  const made = reads ? indexMadeOn(table, actions) : null;
  if (made !== null)
    return { work: 'index-build', evidence: `its program reads every row into index ${made}` };
  return refilled === null
    ? null
    : { work: 'index-build', evidence: `its program fills index ${refilled} anew` };
}

function readsOf(table: string, reads: boolean, { actions }: Trace): Judgement | null {
  const check = checkedTables(actions).get(table);
  if (check !== undefined) return { work: 'scan', evidence: `${check} reads every row` };
  return reads ? { work: 'scan', evidence: 'its program reads every row' } : null;
}

/** `2 rows updated, 1 row deleted`. */
function countsInWords(counts: Omit<RowsChanged, 'relation'> | undefined): string {
  const parts = Object.entries(counts ?? {}).filter(([, rows]) => rows > 0);
  if (parts.length === 0) return 'no synthetic row is among them';
  return parts.map(([what, rows]) => `${rows} ${rows === 1 ? 'row' : 'rows'} ${what}`).join(', ');
}

function byName(left: { readonly relation: string }, right: { readonly relation: string }): number {
  return left.relation < right.relation ? -1 : left.relation > right.relation ? 1 : 0;
}
