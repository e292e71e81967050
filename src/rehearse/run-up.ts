import type { TransactionMode } from '../model/migration.ts';
import type { RehearsedStatement } from '../model/rehearsal.ts';
import type { Statement } from '../model/statement.ts';
import { judgeTogether } from './judge-together.ts';
import { runStatement, type StatementRun } from './run-statement.ts';
import type { Stage } from './stage.ts';
import { TransactionWindow } from './transaction-window.ts';

/**
 * Runs the statements of one script in the migration's own transaction mode; the state is committed afterwards.
 * Each run is put into `runs` at once, so that it is kept when a later statement stops the engine.
 */
export async function runUp(
  stage: Stage,
  statements: readonly Statement[],
  transaction: TransactionMode,
  runs: StatementRun[] = [],
): Promise<readonly RehearsedStatement[]> {
  const { engine, dialect } = stage;
  const window = new TransactionWindow(transaction);
  if (window.open) await engine.run('BEGIN');
  for (const statement of statements) {
    runs.push(await runStatement(stage, statement, { open: window.open, number: window.number }));
    window.passed(statement);
    if (!window.open) await leaveOutHealed(runs, stage);
  }
  await engine.run('COMMIT');
  await engine.runAll(['ROLLBACK', ...dialect.resetSession], false);
  await leaveOutHealed(runs, stage);
  return judgeTogether(runs, stage);
}

/** What a transaction breaks and mends before it commits, nobody outside of it ever sees. */
async function leaveOutHealed(runs: StatementRun[], stage: Stage): Promise<void> {
  const healed = await stage.probes.healed();
  if (healed.size === 0) return;
  runs.forEach((run, index) => {
    runs[index] = { ...run, broken: run.broken.filter((probe) => !healed.has(probe)) };
  });
}
