import { answerAsCode } from '../../lib/code.ts';
import type { EngineError } from '../../model/observation.ts';
import type {
  MigrationDraft,
  Rebuild,
  RebuildDraft,
  RebuildWish,
  UnclearRebuild,
} from '../../model/rebuild.ts';
import type { Rebuilding } from '../../model/rebuilding.ts';
import type { RehearsedStatement } from '../../model/rehearsal.ts';
import { runUp } from '../run-up.ts';
import { trialStage, type Stage } from '../stage.ts';
import { TransactionWindow } from '../transaction-window.ts';
import { committing, type Moment } from '../trial.ts';
import { insteadOfAll, insteadOfOne, prove } from './prove-rebuild.ts';
import type { Ran } from './ran.ts';

/** Refused statements that are tried; each takes the migration up to it once more. */
const MOST_TRIED = 5;

/**
 * Tables built anew without a loss: for what the migration asks of them and does not get, and for what it loses where it
 * builds them anew itself. What is not proved is left out. The engine is left as it was found.
 */
export async function findRebuilds(stage: Stage, ran: Ran): Promise<readonly (Rebuild | UnclearRebuild)[]> {
  const { engine, dialect } = stage;
  const { rebuilding } = dialect;
  if (rebuilding === undefined) return [];
  const { statements } = ran;
  const wishes = wishesOf(rebuilding, statements);
  const isBuilding = (rebuilding.cleared(statements) ?? rebuilding.complete(statements)) !== null;
  if (wishes.length === 0 && !isBuilding) return [];
  const here = await engine.mark();
  const found: (Rebuild | UnclearRebuild)[] = [];
  for (const wish of wishes) found.push(...(await answerTo(stage, rebuilding, ran, wish)));
  found.push(...(await findWhole(stage, rebuilding, ran)));
  await engine.rewind(here);
  await engine.release(here);
  return found;
}

/** The whole migration without its losses. */
async function findWhole(stage: Stage, rebuilding: Rebuilding, ran: Ran): Promise<Rebuild[]> {
  const { end, draft } = await wholeDraft(stage, rebuilding, ran);
  if (draft === null) return [];
  await stage.engine.rewind(ran.start);
  if (!(await prove(stage, draft, insteadOfAll(end, ran.before, draft))).proved) return [];
  const { at, answers, note, transactional } = draft;
  const sql = shown(draft, new TransactionWindow(ran.wrapping).open);
  return [{ at, answers, note, transactional, sql, replaces: 'migration' }];
}

/** Where something stands in the way of a new table, the migration is run once more without it, to see where it leads. */
async function wholeDraft(
  stage: Stage,
  rebuilding: Rebuilding,
  { start, before, statements, wrapping }: Ran,
): Promise<{ readonly end: Stage; readonly draft: MigrationDraft | null }> {
  const cleared = rebuilding.cleared(statements);
  if (cleared === null) return { end: stage, draft: rebuilding.complete(statements) };
  await stage.engine.rewind(start);
  const end = trialStage(stage, before);
  const text = `${cleared.sql.join(';\n')};\n`;
  const script = stage.dialect.parse({ path: 'cleared.sql', text, defect: null });
  const runs = await runUp(end, script.statements, wrapping);
  return { end, draft: rebuilding.complete(runs, cleared.refused) };
}

function isRefused({ observation }: RehearsedStatement): boolean {
  return observation?.error !== null;
}

interface Wish {
  readonly at: number;
  readonly wish: RebuildWish;
}

function wishesOf(rebuilding: Rebuilding, statements: readonly RehearsedStatement[]): Wish[] {
  const wishes = statements.flatMap((run, at) => {
    const wish = isRefused(run) || run.rowsTrial.dependsOnData ? rebuilding.wish(run) : null;
    return wish === null ? [] : [{ at, wish }];
  });
  return wishes.slice(0, MOST_TRIED);
}

/** Builds the tables anew where the refused statement stands, from the state before it. */
async function answerTo(
  stage: Stage,
  rebuilding: Rebuilding,
  { start, before, statements, wrapping }: Ran,
  { at, wish }: Wish,
): Promise<(Rebuild | UnclearRebuild)[]> {
  if ('because' in wish) return [{ at, because: wish.because }];
  const { engine } = stage;
  await engine.rewind(start);
  const trial = trialStage(stage, before);
  const earlier = statements.slice(0, at);
  await runUp(
    trial,
    earlier.filter((run) => !isRefused(run)).map(({ statement }) => statement),
    wrapping,
  );
  const now: Moment = { catalog: await engine.catalog(), digests: await engine.digests() };
  const draft = await draftFor(trial, rebuilding, wish.sketch, now);
  if ('message' in draft) return [{ at, because: refusedShape(draft) }];
  const { proved, error } = await prove(trial, draft, insteadOfOne(now, draft));
  if (error !== null) return [{ at, because: refusedRows(error) }];
  if (!proved) return [];
  const window = new TransactionWindow(wrapping);
  for (const { statement } of earlier) window.passed(statement);
  const { note, transactional } = draft;
  const sql = shown(draft, window.open);
  return [{ at, answers: [at], replaces: 'statement', sql, transactional, note }];
}

function refusedShape({ message }: EngineError): string {
  return `Built anew in that shape, the table is refused as well: ${answerAsCode(message)}.`;
}

function refusedRows({ message }: EngineError): string {
  return `The table can be built anew for this, but rows that are there stand against it: ${answerAsCode(message)}. Mend them first, or ask for less.`;
}

/** The engine tells how the schema looks with the sketch, which is taken back; its answer where the sketch does not run. */
async function draftFor(
  { engine }: Stage,
  rebuilding: Rebuilding,
  sketch: readonly string[],
  now: Moment,
): Promise<RebuildDraft | EngineError> {
  const mark = await engine.mark();
  const outcomes = await engine.runAll(sketch, true);
  const failed = outcomes.find((outcome) => !outcome.ok);
  const wished = await engine.catalog();
  await engine.rewind(mark);
  await engine.release(mark);
  return failed?.ok === false ? failed.error : rebuilding.toward(wished, now.catalog);
}

/** The SQL as it belongs in the file, in the transaction that is open there. */
function shown(draft: RebuildDraft, isOpen: boolean): readonly string[] {
  return isOpen ? draft.sql : committing(draft);
}
