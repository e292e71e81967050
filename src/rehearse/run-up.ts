import type { TransactionMode } from '../model/migration.ts';
import type { RehearsedStatement } from '../model/rehearsal.ts';
import type { Statement } from '../model/statement.ts';
import { judgeTogether } from './judge-together.ts';
import { runStatement, type StatementRun } from './run-statement.ts';
import type { Stage } from './stage.ts';
import { TransactionWindow } from './transaction-window.ts';

/** The statements of one script, and where their runs are put, so that they are kept when a later one stops the engine. */
export interface RunningScript {
  readonly statements: readonly Statement[];
  readonly runs: StatementRun[];
}

/** Runs the statements of one script in the migration's own transaction mode; the state is committed afterwards. */
export async function runUp(
  stage: Stage,
  statements: readonly Statement[],
  transaction: TransactionMode,
  runs: StatementRun[] = [],
): Promise<readonly RehearsedStatement[]> {
  await runScripts(stage, [{ statements, runs }], transaction);
  return judgeTogether(runs, stage);
}

/** Runs scripts one after the other in one session; where the mode wraps them, in one transaction. */
export async function runScripts(
  stage: Stage,
  scripts: readonly RunningScript[],
  transaction: TransactionMode,
): Promise<void> {
  const { engine, dialect } = stage;
  const window = new TransactionWindow(transaction);
  if (window.open) await engine.run('BEGIN');
  for (const { statements, runs } of scripts) {
    for (const statement of statements) {
      runs.push(await runStatement(stage, statement, { open: window.open, number: window.number }));
      window.passed(statement);
      if (!window.open) await leaveOutHealed(scripts, stage);
    }
  }
  await engine.run('COMMIT');
  await engine.runAll(['ROLLBACK', ...dialect.resetSession], false);
  await leaveOutHealed(scripts, stage);
}

/** What a transaction breaks and mends before it commits, nobody outside of it ever sees. */
async function leaveOutHealed(scripts: readonly RunningScript[], stage: Stage): Promise<void> {
  const healed = await stage.probes.healed();
  if (healed.size === 0) return;
  for (const { runs } of scripts) {
    runs.forEach((run, index) => {
      runs[index] = { ...run, broken: run.broken.filter((probe) => !healed.has(probe)) };
    });
  }
}
