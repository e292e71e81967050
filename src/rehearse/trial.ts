import { code } from '../lib/code.ts';
import type { Catalog } from '../model/catalog.ts';
import type { Drift } from '../model/drift.ts';
import type { RowDigests, RunOutcome } from '../model/engine.ts';
import type { EngineError } from '../model/observation.ts';
import type { DataLoss, Trial, TrialOutcome } from '../model/rehearsal.ts';
import { booksOf } from './bookkeeping.ts';
import { differingColumns, lossesOfOthers, vanishedRows } from './losses.ts';
import type { Stage } from './stage.ts';

/** A way back that is to be tried. */
export interface WayBack {
  readonly sql: readonly string[];
  /** What it cannot bring back, known without running it. */
  readonly lost: readonly DataLoss[];
  readonly transactional: boolean;
}

/** What a moment is compared with after the way back: schema and rows as they were. */
export interface Moment {
  readonly catalog: Catalog;
  readonly digests: RowDigests;
}

/**
 * Runs a way back from the committed state, compares with the moment that it leads to, and takes it back.
 * `meanwhile` is asked at the end of a way back that ran, when the old state stands.
 */
export async function tryWayBack(
  stage: Stage,
  given: WayBack,
  target: Moment,
  meanwhile: () => Promise<void> = () => Promise.resolve(),
): Promise<Trial> {
  const { engine } = stage;
  const way = { ...given, lost: lossesOfOthers(stage.shipped, target.catalog, given.lost) };
  const mark = way.transactional ? null : await engine.mark();
  if (mark === null) await engine.run('BEGIN');
  const outcomes = await engine.runAll(way.sql, true);
  const failed = outcomes.find((outcome) => !outcome.ok);
  const trial =
    failed === undefined
      ? compareWith(stage, way, target, { catalog: await engine.catalog(), digests: await engine.digests() })
      : failedTrial(way, failed);
  if (failed === undefined) await askMeanwhile(stage, way, meanwhile);
  if (mark === null) await engine.run('ROLLBACK');
  else {
    await engine.rewind(mark);
    await engine.release(mark);
  }
  return trial;
}

/** Questions need a transaction, which a way back that commits leaves none of. */
async function askMeanwhile(
  { engine }: Stage,
  { transactional }: WayBack,
  meanwhile: () => Promise<void>,
): Promise<void> {
  if (!transactional) await engine.run('BEGIN');
  await meanwhile();
  if (!transactional) await engine.run('ROLLBACK');
}

/** Several ways back as one: in one transaction where each of them may be, else each in its own. */
export function oneAfterTheOther(
  ways: readonly Pick<WayBack, 'sql' | 'transactional'>[],
): Pick<WayBack, 'sql' | 'transactional'> {
  const transactional = ways.every((way) => way.transactional || way.sql.length === 0);
  return { sql: ways.flatMap((way) => (transactional ? way.sql : committing(way))), transactional };
}

/** The SQL of a way back as it runs where no transaction is open. */
export function committing({
  sql,
  transactional,
}: Pick<WayBack, 'sql' | 'transactional'>): readonly string[] {
  return transactional && sql.length > 0 ? ['BEGIN', ...sql, 'COMMIT'] : sql;
}

/** True when nothing tells two schemas apart that any query would notice. */
export function isSameSchema(drift: readonly Drift[]): boolean {
  return drift.every(({ weight }) => weight === 'cosmetic');
}

/** A way back that nobody ran, and why. */
export function untried(reason: string, sql: readonly string[] = []): Trial {
  return { outcome: 'untried', sql, drift: [], lost: [], reason, error: null, transactional: true };
}

function failedTrial(way: WayBack, failed: RunOutcome): Trial {
  const error: EngineError | null = failed.ok ? null : failed.error;
  const reason = error === null ? null : error.message;
  return { ...way, outcome: 'failed', drift: [], reason, error };
}

function compareWith(stage: Stage, way: WayBack, target: Moment, reached: Moment): Trial {
  const drift = [
    ...stage.dialect.compare(target.catalog, reached.catalog),
    ...rowDrift(stage, target, reached.digests),
  ];
  const lost = [
    ...way.lost,
    ...vanishedRows(target.digests, reached.digests).filter(({ object }) => !isBehind(stage, way, object)),
  ];
  return { ...way, lost, drift, outcome: outcomeOf(lost, drift), reason: null, error: null };
}

function outcomeOf(lost: readonly DataLoss[], drift: readonly Drift[]): TrialOutcome {
  if (lost.length > 0) return 'data-lost';
  const real = drift.filter(({ weight }) => weight === 'real');
  if (real.some(({ kind }) => kind !== 'rows')) return 'differs';
  if (real.some(({ fact }) => fact === 'values')) return 'data-lost';
  return real.length > 0 ? 'differs' : 'restored';
}

/** True when the loss is already told by the table or column that it happened in, or the rows were ours to remove. */
function isBehind(stage: Stage, way: WayBack, relation: string): boolean {
  return (
    stage.emptied.has(relation) ||
    booksOf(stage.files).has(relation) ||
    way.lost.some(({ object }) => object === relation || object.startsWith(`${relation}.`))
  );
}

function rowDrift(stage: Stage, target: Moment, digests: RowDigests): Drift[] {
  const drift: Drift[] = [];
  const books = booksOf(stage.files);
  for (const [relation, was] of target.digests) {
    const is = digests.get(relation);
    if (is === undefined || stage.emptied.has(relation) || books.has(relation)) continue;
    if (is.rows !== was.rows) drift.push(rowCountDrift(relation, was.rows, is.rows));
    else drift.push(...differingColumns(was, is).map((column) => valueDrift(relation, column)));
  }
  return drift;
}

function rowCountDrift(relation: string, before: number, after: number): Drift {
  const count = Math.abs(after - before);
  const rows = count === 1 ? '1 row' : `${count} rows`;
  const text =
    after > before
      ? `${rows} added to ${code(relation)} stay.`
      : `${rows} of ${code(relation)} do not come back.`;
  return {
    kind: 'rows',
    objectKind: 'rows',
    object: relation,
    fact: 'rows',
    before,
    after,
    weight: 'real',
    text,
  };
}

function valueDrift(relation: string, column: string): Drift {
  const object = `${relation}.${column}`;
  const text = `The old values of ${code(object)} do not come back.`;
  return {
    kind: 'rows',
    objectKind: 'rows',
    object,
    fact: 'values',
    before: null,
    after: null,
    weight: 'real',
    text,
  };
}
