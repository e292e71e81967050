import type { RehearsedStatement, SafeWay, Trial } from '../model/rehearsal.ts';
import type { Statement } from '../model/statement.ts';
import { runUp } from './run-up.ts';
import { trialStage, type Stage } from './stage.ts';
import type { Wrapping } from './transaction-window.ts';
import { committing, isSameSchema, type Moment } from './trial.ts';

interface Rehearsed {
  readonly before: Moment;
  readonly statements: readonly RehearsedStatement[];
  readonly wrapping: Wrapping;
  readonly rollback: Trial;
}

/** Offers that do not all hold together are tried one by one, no more than this many: each runs the migration again. */
const TRIED_ALONE = 5;

/**
 * For each blocking statement the SQL that does the same with less blocking, proved by running it: from the state
 * before the migration it ends in the same schema, and none of its statements blocks. What is not proved is left out.
 */
export async function findSafeWays(stage: Stage, rehearsed: Rehearsed): Promise<readonly SafeWay[]> {
  const offers = offersFor(stage, rehearsed.statements);
  if (offers.length === 0 || rehearsed.rollback.outcome !== 'restored') return [];
  const mark = await stage.engine.mark();
  const tried = async (some: readonly SafeWay[]): Promise<boolean> => {
    const proved = await areProved(stage, rehearsed, some);
    await stage.engine.rewind(mark);
    return proved;
  };
  const proved: SafeWay[] = [];
  if (await tried(offers)) proved.push(...offers);
  else if (offers.length > 1) {
    for (const offer of offers.slice(0, TRIED_ALONE)) if (await tried([offer])) proved.push(offer);
  }
  await stage.engine.release(mark);
  return proved;
}

function offersFor(stage: Stage, statements: readonly RehearsedStatement[]): SafeWay[] {
  return statements.flatMap((statement, replaces) => {
    const way = statement.blocking ? stage.dialect.saferWay(statement) : null;
    return way === null ? [] : [{ ...way, replaces }];
  });
}

/** Takes the migration back for real and runs it again with the offers in place of the blocking statements. */
async function areProved(stage: Stage, rehearsed: Rehearsed, offers: readonly SafeWay[]): Promise<boolean> {
  const { engine, dialect } = stage;
  const undone = await engine.runAll(committing(rehearsed.rollback), true);
  if (undone.some((outcome) => !outcome.ok)) return false;
  const trial = trialStage(stage, rehearsed.before);
  let next = 0;
  for (const offer of offers) {
    const before = await runOriginals(trial, rehearsed, next, offer.replaces);
    if (!before || !(await runsGently(trial, offer))) return false;
    next = offer.replaces + 1;
  }
  const rest = await runOriginals(trial, rehearsed, next, rehearsed.statements.length);
  return rest && isSameSchema(dialect.compare(stage.catalog, trial.catalog));
}

/** Runs statements of the migration as they are; true when all of them ran. */
async function runOriginals(trial: Stage, rehearsed: Rehearsed, from: number, to: number): Promise<boolean> {
  const originals = rehearsed.statements.slice(from, to).map(({ statement }) => statement);
  return allRan(await runUp(trial, originals, rehearsed.wrapping));
}

/** True when the reader's server knows the offer, it ran, and nothing of it blocks. */
async function runsGently(trial: Stage, { sql }: SafeWay): Promise<boolean> {
  const text = `${sql.join(';\n')};\n`;
  const { statements } = trial.dialect.parse({ path: 'safe-way.sql', text, defect: null });
  if (!statements.every((statement) => isKnownTo(trial.version, statement))) return false;
  const runs = await runUp(trial, statements, { transaction: 'none' });
  return allRan(runs) && runs.every(({ blocking }) => !blocking);
}

function allRan(runs: readonly RehearsedStatement[]): boolean {
  return runs.every(({ observation }) => observation?.error === null);
}

/** False for what the reader's server does not have yet. */
function isKnownTo(version: number, statement: Statement): boolean {
  return statement.kind === 'readable' && (statement.features ?? []).every(({ since }) => since <= version);
}
