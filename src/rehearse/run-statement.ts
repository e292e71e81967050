import type { Catalog } from '../model/catalog.ts';
import type { RowDigests } from '../model/engine.ts';
import type { Effect, Observation } from '../model/observation.ts';
import type { DataLoss, Elsewhere, ProbeResult, RowsTrial } from '../model/rehearsal.ts';
import type { Skipped } from '../model/skipped.ts';
import type { ReadableStatement, Statement } from '../model/statement.ts';
import { elsewhereOf } from './elsewhere.ts';
import { changedObjects, relationsOf } from './catalog-difference.ts';
import { destroyedObjects, overwrittenColumns, vanishedRows } from './losses.ts';
import { observedReach } from './reach.ts';
import { observeOnRows } from './observe-on-rows.ts';
import { seenFromOutside } from './seen-from-outside.ts';
import { skippedPart, wishOf } from './skipped.ts';
import { isShipped, lookAgain, type Stage } from './stage.ts';
import { endsTransaction } from './transaction-window.ts';

/** What was seen of one statement, before it is judged together with the others of its transaction. */
export interface StatementRun {
  readonly statement: Statement;
  readonly lacks?: string;
  readonly observation: Observation | null;
  readonly rowsTrial: RowsTrial;
  readonly effects: readonly Effect[];
  readonly elsewhere?: Elsewhere;
  readonly transaction: number;
  readonly before: Catalog;
  readonly after: Catalog;
  readonly broken: readonly ProbeResult[];
  readonly dataLoss: readonly DataLoss[];
  readonly overwritten: readonly DataLoss[];
  readonly skipped?: Skipped;
}

const NOTHING_TRIED: RowsTrial = { error: null, dependsOnData: false };

/** The transaction around a statement. */
interface WindowAtStatement {
  readonly open: boolean;
  readonly number: number;
  /** Whether one is open right after it. */
  readonly openAfter: boolean;
}

/** Runs one statement on the stage and reports what it did. */
export async function runStatement(
  stage: Stage,
  statement: Statement,
  window: WindowAtStatement,
): Promise<StatementRun> {
  const before = stage.catalog;
  if (statement.kind === 'unreadable') return notRun(statement, before, window.number);
  const wish = await wishOf(stage, statement, window.open);
  const { observation, rowsTrial } = await observeOnRows(stage, statement, window.open);
  if (observation.error !== null) {
    if (endsTransaction(statement)) await lookAgain(stage);
    const lacks = stage.lacks.behind(statement, observation.error);
    if (lacks !== null) return lackingRun(stage, statement, lacks, window.number);
    if (endsTransaction(statement)) await lookAgain(stage);
    return { ...notRun(statement, before, window.number), observation, rowsTrial };
  }
  const digestsBefore = stage.digests;
  await takeNote(stage, statement, observation);
  const broken = await stage.probes.newlyBroken(
    observedReach(observation, before, stage.catalog),
    stage.catalog,
    window.openAfter,
  );
  const elsewhere = elsewhereOf(stage, statement, before);
  const lacks = stage.lacks.neededBy(statement);
  return {
    statement: withRoutines(stage, statement, before),
    ...(lacks === null ? {} : { lacks }),
    observation,
    rowsTrial,
    effects: effectsOf(stage, statement, observation, { before, isReal: lacks === null }),
    ...(elsewhere === null ? {} : { elsewhere }),
    ...(lacks === null ? skippedPart(stage, statement, wish, before) : {}),
    transaction: window.number,
    before,
    after: stage.catalog,
    broken: broken.filter(({ error, relation }) => error !== null || !stage.emptied.has(relation)),
    ...lossesOf(stage, before, digestsBefore),
  };
}

/** The statement with what stands in the functions that it ran. */
function withRoutines(
  { dialect, files }: Stage,
  statement: ReadableStatement,
  before: Catalog,
): ReadableStatement {
  const inside = dialect.insideRoutines?.(statement, before, files) ?? [];
  return inside.length === 0 ? statement : { ...statement, inner: [...(statement.inner ?? []), ...inside] };
}

/** A statement of which nothing was seen. */
function notRun(statement: Statement, catalog: Catalog, transaction: number): StatementRun {
  return {
    statement,
    observation: null,
    rowsTrial: NOTHING_TRIED,
    effects: [],
    transaction,
    before: catalog,
    after: catalog,
    broken: [],
    dataLoss: [],
    overwritten: [],
  };
}

/** A statement that could not run for the lack of something: what the manual says of it. */
function lackingRun(
  stage: Stage,
  statement: ReadableStatement,
  lacks: string,
  transaction: number,
): StatementRun {
  const effects = manualOf(stage, statement, stage.catalog);
  return { ...notRun(statement, stage.catalog, transaction), lacks, effects };
}

/** Moves the stage to the moment after the statement. */
async function takeNote(stage: Stage, statement: ReadableStatement, observation: Observation): Promise<void> {
  const before = stage.catalog;
  stage.catalog = await stage.engine.catalog();
  stage.digests = await digestsAfter(stage, statement, observation, before);
  for (const { relation, inserted } of observation.rows) if (inserted > 0) stage.empty.delete(relation);
  for (const { relation, work } of observation.effects) {
    if (work === 'rows' && !isShipped(stage, stage.catalog, relation)) stage.filled.add(relation);
  }
  for (const { relation, inserted } of observation.rows) if (inserted > 0) stage.empty.delete(relation);
}

/** Rows as they are now: of all tables where rows may have changed, else of those that are not what they were. */
async function digestsAfter(
  { engine, digests, catalog }: Stage,
  statement: ReadableStatement,
  observation: Observation,
  before: Catalog,
): Promise<RowDigests> {
  if (touchesRows(statement, observation)) return engine.digests();
  const changed = changedObjects(before, catalog).filter(({ kind }) => kind === 'table' || kind === 'column');
  if (changed.length === 0) return digests;
  const names = relationsOf(changed);
  const others = [...digests].filter(([name]) => !names.has(name));
  const read = [...(await engine.digests([...names]))];
  return new Map([...others, ...read].sort(([left], [right]) => (left < right ? -1 : 1)));
}

function touchesRows(statement: ReadableStatement, observation: Observation): boolean {
  if (observation.rows.length > 0 || endsTransaction(statement)) return true;
  if (observation.effects.some(({ work }) => work === 'rewrite' || work === 'rows')) return true;
  return statement.changes.some(({ kind }) => kind === 'truncate-table' || kind === 'copy-rows');
}

/** Measured effects; the manual's where the engine could not look, with what other sessions saw. */
function effectsOf(
  stage: Stage,
  statement: ReadableStatement,
  observation: Observation,
  { before, isReal }: { readonly before: Catalog; readonly isReal: boolean },
): readonly Effect[] {
  if (statement.runsInTransaction && observation.unseen !== true && isReal) return observation.effects;
  const manual = manualOf(stage, statement, before);
  const isMentioned = ({ relation }: Effect): boolean =>
    manual.some((effect) => effect.relation === relation);
  if (!isReal) return [...manual, ...observation.effects.filter((effect) => !isMentioned(effect))];
  return seenFromOutside(manual, observation.effects);
}

function manualOf(stage: Stage, statement: ReadableStatement, before: Catalog): readonly Effect[] {
  return statement.changes.flatMap((change) => stage.dialect.documented(change, before, stage.version));
}

function lossesOf(
  stage: Stage,
  before: Catalog,
  digestsBefore: RowDigests,
): { dataLoss: readonly DataLoss[]; overwritten: readonly DataLoss[] } {
  const isOld = (loss: DataLoss): boolean =>
    stage.shipped.has(`table ${loss.object}`) || stage.shipped.has(`column ${loss.object}`);
  const isOurs = (loss: DataLoss): boolean => !stage.emptied.has(loss.object);
  const destroyed = destroyedObjects(before, stage.catalog, digestsBefore);
  const vanished = vanishedRows(digestsBefore, stage.digests).filter(isOurs);
  return {
    dataLoss: [...destroyed, ...vanished].filter(isOld),
    overwritten: overwrittenColumns(digestsBefore, stage.digests).filter(isOld),
  };
}
