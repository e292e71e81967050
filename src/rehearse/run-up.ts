import type { EngineError } from '../model/observation.ts';
import type { ProbeResult, RehearsedStatement } from '../model/rehearsal.ts';
import type { Statement } from '../model/statement.ts';
import { withoutBuiltAnew } from './built-anew.ts';
import { judgeTogether } from './judge-together.ts';
import type { AskedAgain } from './probe-book.ts';
import { runStatement, type StatementRun } from './run-statement.ts';
import { lookAgain, type Stage } from './stage.ts';
import { endsTransaction, TransactionWindow, type Wrapping } from './transaction-window.ts';

/** The statements of one script, and where their runs are put, so that they are kept when a later one stops the engine. */
export interface RunningScript {
  readonly statements: readonly Statement[];
  readonly runs: StatementRun[];
}

/** Runs the statements of one script in the migration's own transaction mode; the state is committed afterwards. */
export async function runUp(
  stage: Stage,
  statements: readonly Statement[],
  wrapping: Wrapping,
  runs: StatementRun[] = [],
): Promise<readonly RehearsedStatement[]> {
  await runScripts(stage, [{ statements, runs }], wrapping);
  return judgeTogether(runs, stage);
}

/** Runs scripts one after the other in one session; where the mode wraps them, in one transaction. */
export async function runScripts(
  stage: Stage,
  scripts: readonly RunningScript[],
  wrapping: Wrapping,
): Promise<void> {
  const { engine, dialect } = stage;
  const start = { catalog: stage.catalog, digests: stage.digests };
  const window = new TransactionWindow(wrapping);
  if (window.open) await engine.run('BEGIN');
  for (const { statements, runs } of scripts) {
    for (const statement of statements) {
      const { open, number } = window;
      runs.push(
        await runStatement(stage, statement, { open, number, openAfter: window.openAfter(statement) }),
      );
      if (window.passed(statement)) await engine.run('BEGIN');
      if (!window.open || endsTransaction(statement)) await leaveOutHealed(scripts, stage, start);
    }
  }
  const committed = window.open ? await engine.run('COMMIT') : null;
  await engine.runAll(['ROLLBACK', ...dialect.resetSession], false);
  if (committed?.ok === false) await takeNoteOfRefusal(stage, scripts, committed.error);
  await leaveOutHealed(scripts, stage, start);
}

/** Deferred constraints are checked at the end: then nothing of the transaction is left, and its last statement failed. */
async function takeNoteOfRefusal(
  stage: Stage,
  scripts: readonly RunningScript[],
  error: EngineError,
): Promise<void> {
  await lookAgain(stage);
  const runs = scripts.findLast((script) => script.runs.length > 0)?.runs ?? [];
  const last = runs.at(-1);
  const seen = last?.observation ?? null;
  if (last === undefined || seen === null) return;
  runs[runs.length - 1] = { ...last, observation: { ...seen, error } };
}

/**
 * What a transaction breaks and mends before it commits, nobody outside of it ever sees, nor what a query answers until
 * then; a table built anew is not lost.
 */
async function leaveOutHealed(
  scripts: readonly RunningScript[],
  stage: Stage,
  start: Parameters<typeof withoutBuiltAnew>[1],
): Promise<void> {
  const healed = await stage.probes.healed(stage.catalog);
  for (const { runs } of scripts) {
    for (const [index, run] of runs.entries()) {
      const left = withoutBuiltAnew(run, start, stage);
      const broken = askedAgain(left.broken, healed);
      // A table that is there again at once was not taken from anybody.
      const now = left === run ? NONE : await stage.probes.workAgain(broken, stage.catalog);
      runs[index] = { ...left, broken: askedAgain(broken, now) };
    }
  }
}

const NONE: AskedAgain = new Map();

/** The results as they are by now. */
function askedAgain(results: readonly ProbeResult[], again: AskedAgain): readonly ProbeResult[] {
  return results.flatMap((result) => {
    const now = again.get(result);
    return now === undefined ? [result] : (now ?? []);
  });
}
