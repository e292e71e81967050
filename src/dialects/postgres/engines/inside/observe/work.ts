import type { Blocks, Work } from '../../../../../model/observation.ts';
import type { RowWork } from './estimate.ts';
import type { Evidence } from './evidence.ts';
import type { Relation, State } from './state.ts';

/** Everything known about one statement after it ran. */
export interface Trace {
  /** First word of the statement, in capitals. */
  readonly word: string;
  readonly before: State;
  readonly after: State;
  readonly evidence: Evidence;
  /** Relations whose description the statement changed while the transaction held locks already. */
  readonly touched: ReadonlySet<string>;
  /** Null when there is no plan: the statement's doings are all there is. */
  readonly plan: readonly RowWork[] | null;
}

/** Work on one relation, what its row locks block beyond the table lock, and what shows it. */
export interface Judgement {
  readonly work: Work;
  readonly blocks: Blocks;
  readonly evidence: string;
}

/** Tables, materialized views, partitioned tables: relations whose size grows. */
const HOLDS_ROWS = new Set(['r', 'm', 'p']);

/** Statements that change no row, whatever counters of earlier transactions arrive while they run. */
const KEEPS_ROWS = new Set(['ANALYZE', 'LOCK', 'VACUUM']);

/** What a statement did to a relation that was there before it. `lock` is the strongest lock that it took on it. */
export function judgeWork(relation: Relation, lock: string, trace: Trace): Judgement {
  const { evidence } = trace;
  if (!HOLDS_ROWS.has(relation.kind)) return idle('no work that grows with a table');
  const now = trace.after.relations.get(relation.oid);
  const copied = now === undefined ? null : judgeNewFile(relation, now, trace);
  if (copied !== null) return copied;
  const build = hasNewIndex(relation, trace) ? evidence.indexBuild(relation) : null;
  if (build !== null) return grown('index-build', build);
  const index = movedIndex(relation, trace);
  if (index !== null) return grown('rewrite', `index "${index}" copied to another tablespace`);
  const rows = KEEPS_ROWS.has(trace.word) ? null : judgeRows(relation, lock, trace);
  return rows ?? judgeScan(relation, now, evidence);
}

/** A relation that has another file now; null when it does not. */
function judgeNewFile(relation: Relation, now: Relation, trace: Trace): Judgement | null {
  if (now.file === relation.file) return null;
  const files = filesOf(relation, now);
  const rewrite = trace.evidence.rewrite(relation);
  if (isMoved(relation, now)) return grown('rewrite', rewrite ?? `copied to another tablespace, ${files}`);
  if (isEmptied(relation, trace)) return idle(`${files}, emptied without reading`);
  return grown('rewrite', rewrite ?? files);
}

/** The engine's message names the table without its schema; the table meant is the one with an index that is new. */
function hasNewIndex({ oid }: Relation, { before, after }: Trace): boolean {
  return [...after.relations.values()].some(
    (index) => index.indexOf === oid && before.relations.get(index.oid)?.file !== index.file,
  );
}

/** A partitioned table has no file, and only notes where its partitions to come go. */
function isMoved({ kind, tablespace }: Relation, now: Relation): boolean {
  return kind !== 'p' && kind !== 'I' && now.tablespace !== tablespace;
}

function movedIndex({ oid }: Relation, { before, after }: Trace): string | null {
  const moved = [...after.relations.values()].find((index) => {
    const was = before.relations.get(index.oid);
    return index.indexOf === oid && was !== undefined && isMoved(was, index);
  });
  return moved?.bareName ?? null;
}

/** Statements that give a table a new file with all of its rows, and say nothing. */
const COPIES = new Set(['CLUSTER', 'VACUUM']);

/** `TRUNCATE` and `REFRESH … WITH NO DATA` give a new, empty file; other statements that do so copy. */
function isEmptied(relation: Relation, { word, evidence, after }: Trace): boolean {
  if (word === 'TRUNCATE') return true;
  if (word === 'REFRESH') return after.relations.get(relation.oid)?.populated === false;
  return relation.kind === 'r' && !COPIES.has(word) && evidence.rewrite(relation) === null;
}

/** A function's body is parsed when it is defined, with the locks of its statements, and not run. */
function canChangeRows(lock: string, { word }: Trace): boolean {
  return lock === 'RowExclusiveLock' && !['ALTER', 'CREATE', 'DROP', 'REINDEX'].includes(word);
}

function judgeRows(relation: Relation, lock: string, trace: Trace): Judgement | null {
  const targets = trace.plan?.filter(
    (target) => target.relation === relation.bareName && target.schema === relation.schema,
  );
  if (targets?.length) return planned(targets);
  const did = changesOf(relation, trace.after.relations.get(relation.oid));
  if (did.total === 0 && !canChangeRows(lock, trace)) return null;
  // A trigger or a cascade of a bounded statement that finds its rows without reading the table.
  if (
    trace.plan?.some(({ action }) => action !== 'lock') &&
    !trace.plan.some(({ grows }) => grows) &&
    did.scans === 0
  )
    return { work: 'metadata', blocks: 'schema-changes', evidence: did.text };
  const onlyInserts = did.inserted > 0 && did.inserted === did.total;
  return { work: 'rows', blocks: onlyInserts ? 'schema-changes' : 'writes', evidence: did.text };
}

function planned(targets: readonly RowWork[]): Judgement {
  const worst =
    targets.find(({ grows, action }) => grows && action !== 'insert') ?? targets.find(({ grows }) => grows);
  if (worst === undefined) {
    const most = Math.max(...targets.map(({ rows }) => rows));
    return {
      work: 'metadata',
      blocks: 'schema-changes',
      evidence: `plan: at most ${most} ${most === 1 ? 'row' : 'rows'}, however large the table`,
    };
  }
  const blocks = worst.action === 'insert' ? 'schema-changes' : 'writes';
  const work = worst.action === 'lock' ? 'scan' : 'rows';
  return { work, blocks, evidence: `plan: ${worst.action} of ${worst.rows} rows in a table of 1000000` };
}

function judgeScan(relation: Relation, now: Relation | undefined, evidence: Evidence): Judgement {
  const scans = (now?.scans ?? relation.scans) - relation.scans;
  const verified = evidence.scan(relation);
  if (verified !== null) return grown('scan', verified);
  if (scans > 0)
    return grown('scan', evidence.foreignKey() ?? `${scans} sequential ${scans === 1 ? 'scan' : 'scans'}`);
  return idle(evidence.proof(relation) ?? 'no rewrite, no scan');
}

interface Changes {
  readonly inserted: number;
  readonly total: number;
  readonly scans: number;
  readonly text: string;
}

function changesOf(before: Relation, after: Relation | undefined): Changes {
  const inserted = (after?.inserted ?? 0) - before.inserted;
  const updated = (after?.updated ?? 0) - before.updated;
  const deleted = (after?.deleted ?? 0) - before.deleted;
  if (after === undefined) return { inserted: 0, total: 0, scans: 0, text: 'gone' };
  return {
    inserted,
    total: inserted + updated + deleted,
    scans: after.scans - before.scans,
    text: rowWords({ inserted, updated, deleted }),
  };
}

/** `2 rows updated, 1 row deleted`. */
function rowWords(counts: Readonly<Record<string, number>>): string {
  const parts = Object.entries(counts).filter(([, rows]) => rows > 0);
  if (parts.length === 0) return 'no synthetic row is among them';
  return parts.map(([what, rows]) => `${rows} ${rows === 1 ? 'row' : 'rows'} ${what}`).join(', ');
}

function grown(work: Work, evidence: string): Judgement {
  return { work, blocks: 'nothing', evidence };
}

function idle(evidence: string): Judgement {
  return { work: 'metadata', blocks: 'nothing', evidence };
}

function filesOf(before: Relation, after: Relation): string {
  return `relfilenode ${before.file} → ${after.file}`;
}
