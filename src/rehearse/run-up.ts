import type { TransactionMode } from '../model/migration.ts';
import type { RehearsedStatement } from '../model/rehearsal.ts';
import type { Statement } from '../model/statement.ts';
import { judgeTogether } from './judge-together.ts';
import { runStatement, type StatementRun } from './run-statement.ts';
import type { Stage } from './stage.ts';
import { TransactionWindow } from './transaction-window.ts';

/** Runs the statements of one script in the migration's own transaction mode; the state is committed afterwards. */
export async function runUp(
  stage: Stage,
  statements: readonly Statement[],
  transaction: TransactionMode,
): Promise<readonly RehearsedStatement[]> {
  const { engine, dialect } = stage;
  const window = new TransactionWindow(transaction);
  const runs: StatementRun[] = [];
  if (window.open) await engine.run('BEGIN');
  for (const statement of statements) {
    runs.push(await runStatement(stage, statement, { open: window.open, number: window.number }));
    window.passed(statement);
  }
  await engine.run('COMMIT');
  await engine.runAll(['ROLLBACK', ...dialect.resetSession], false);
  return judgeTogether(runs, stage);
}
