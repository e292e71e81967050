import type { RehearsedMigration } from '../model/rehearsal.ts';
import { transactionOf, type ParsedHeadMigration } from './parsed-project.ts';
import { rollBack } from './roll-back.ts';
import { runUp } from './run-up.ts';
import { findSafeWays } from './safe-ways.ts';
import type { Stage } from './stage.ts';
import type { Moment } from './trial.ts';
import { tryDown } from './try-down.ts';
import { Validation } from './validation.ts';

/** Runs one migration of the change on the stage, then tries its ways back and its validation queries. */
export async function runMigration(stage: Stage, parsed: ParsedHeadMigration): Promise<RehearsedMigration> {
  const before: Moment = { catalog: stage.catalog, digests: stage.digests };
  const transaction = transactionOf(parsed.migration, parsed.up);
  const statements = await runUp(stage, parsed.up.statements, transaction);
  const validation = new Validation(stage, parsed.migration, statements);
  const rollback = await rollBack(stage, before, statements, () => validation.askBefore());
  const down = parsed.down === null ? null : await tryDown(stage, parsed, parsed.down, before);
  await validation.askAfter();
  const safeWays = await findSafeWays(stage, { before, statements, transaction, rollback });
  return {
    change: parsed.change,
    transaction,
    statements,
    rollback,
    down,
    validation: validation.results(),
    safeWays,
  };
}
