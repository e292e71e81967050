import type { Mark } from '../model/engine.ts';
import { Problem } from '../model/problem.ts';
import type { RehearsedMigration, RehearsedStatement, Trial } from '../model/rehearsal.ts';
import { asFarAsKnown } from './as-far-as-known.ts';
import { MigrationDraft } from './migration-draft.ts';
import { wrappingOf, type ParsedHeadMigration } from './parsed-project.ts';
import { findRebuilds } from './rebuilds/find-rebuilds.ts';
import { rollBack } from './roll-back.ts';
import { runUp } from './run-up.ts';
import { findSafeWays } from './safe-ways.ts';
import type { Stage } from './stage.ts';
import type { Moment } from './trial.ts';
import { tryDown } from './try-down.ts';
import { Validation } from './validation.ts';
import { newViolations } from './violations.ts';

/** What was seen of a migration, and what stopped the engine on the way; null when nothing did. */
export interface MigrationRun {
  readonly migration: RehearsedMigration;
  readonly stopped: Problem | null;
}

/** Runs one migration of the change on the stage, then tries its ways back and its validation queries. */
export async function runMigration(stage: Stage, parsed: ParsedHeadMigration): Promise<MigrationRun> {
  const draft = new MigrationDraft(stage, parsed);
  try {
    await runInto(draft, stage, parsed);
    return { migration: draft.result(null), stopped: null };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { migration: draft.result(error), stopped: error };
  }
}

async function runInto(draft: MigrationDraft, stage: Stage, parsed: ParsedHeadMigration): Promise<void> {
  const before: Moment = { catalog: stage.catalog, digests: stage.digests };
  const wrapping = wrappingOf(parsed.migration, parsed.up);
  const start = await startOf(stage);
  const statements = await runUp(stage, parsed.up.statements, wrapping, draft.runs);
  draft.statements = statements;
  draft.violations = await newViolations(stage);
  await tryWaysBack(draft, stage, parsed, { before, start, statements });
}

/** Where tables may have to be built anew, the state before the migration is kept; null elsewhere. */
export async function startOf({ engine, dialect }: Stage): Promise<Mark | null> {
  return dialect.rebuilding === undefined ? null : engine.mark();
}

/** What was there before the statements of a migration ran, and what they did. */
interface Done {
  readonly before: Moment;
  /** The state then; null where nobody goes back to it. */
  readonly start: Mark | null;
  readonly statements: readonly RehearsedStatement[];
}

/** Tries the ways back of a migration that ran, its validation queries, and gentler ways to do the same. */
export async function tryWaysBack(
  draft: MigrationDraft,
  stage: Stage,
  parsed: ParsedHeadMigration,
  { before, start, statements }: Done,
): Promise<void> {
  const wrapping = wrappingOf(parsed.migration, parsed.up);
  const validation = new Validation(stage, parsed.migration, statements);
  draft.validation = validation;
  const known = (trial: Trial): Trial => asFarAsKnown(trial, statements, stage.lacks);
  const rollback = known(await rollBack(stage, before, statements, () => validation.askBefore()));
  draft.rollback = rollback;
  if (parsed.down !== null) draft.down = known(await tryDown(stage, parsed, parsed.down, before));
  await validation.askAfter();
  draft.safeWays = await findSafeWays(stage, { before, statements, wrapping, rollback });
  if (start === null) return;
  draft.rebuilds = await findRebuilds(stage, { start, before, statements, wrapping });
  await stage.engine.release(start);
}
