import { Problem } from '../model/problem.ts';
import type { HeldLock, RehearsedStatement } from '../model/rehearsal.ts';
import { judgeTogether } from './judge-together.ts';
import { MigrationDraft } from './migration-draft.ts';
import type { ParsedHeadMigration } from './parsed-project.ts';
import { NO_PROBES } from './probe-book.ts';
import { startOf, tryWaysBack, type MigrationRun } from './run-migration.ts';
import { runScripts, runUp } from './run-up.ts';
import type { Stage } from './stage.ts';
import type { Moment } from './trial.ts';
import { newViolations } from './violations.ts';

/**
 * Runs migrations in the one transaction that their runner puts around them; `first` is the place of the first one
 * among the migrations of the change. Then each runs once more by itself, so that its ways back can be tried from where
 * they start: a way back is taken after the transaction.
 */
export async function runTogether(
  stage: Stage,
  group: readonly ParsedHeadMigration[],
  first: number,
): Promise<readonly MigrationRun[]> {
  const drafts = group.map((parsed) => new MigrationDraft(stage, parsed));
  let stopped: Problem | null = null;
  try {
    await runInto(drafts, stage, group, first);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    stopped = error;
  }
  return drafts.map((draft, index) => ({
    migration: draft.result(stopped),
    stopped: index === drafts.length - 1 ? stopped : null,
  }));
}

async function runInto(
  drafts: readonly MigrationDraft[],
  stage: Stage,
  group: readonly ParsedHeadMigration[],
  first: number,
): Promise<void> {
  const { engine } = stage;
  const start: Moment = { catalog: stage.catalog, digests: stage.digests };
  const mark = await engine.mark();
  const scripts = group.map(({ up }, index) => ({
    statements: up.statements,
    runs: drafts[index]?.runs ?? [],
  }));
  await runScripts(stage, scripts, { transaction: 'all-pending' });
  const judged = judgedByMigration(drafts, stage, first);
  drafts.forEach((draft, index) => {
    draft.statements = judged[index] ?? [];
  });
  await engine.rewind(mark);
  await engine.release(mark);
  const alone: Stage = { ...stage, ...start, probes: NO_PROBES };
  await tryEachByItself(alone, group, drafts);
  stage.catalog = alone.catalog;
  stage.digests = alone.digests;
  stage.violations = alone.violations;
}

/** Locks last over migrations: all statements are judged as one row, and each migration gets its own back. */
function judgedByMigration(
  drafts: readonly MigrationDraft[],
  stage: Stage,
  first: number,
): readonly (readonly RehearsedStatement[])[] {
  const places = drafts.flatMap(({ runs }, at) => runs.map((_, index) => ({ at, index })));
  const judged = judgeTogether(
    drafts.flatMap(({ runs }) => runs),
    stage,
  );
  const placed = judged.map((statement, flat) => {
    const held = statement.held.map((lock): HeldLock => {
      const taker = places[lock.takenBy];
      if (taker === undefined) return lock;
      const isElsewhere = taker.at !== places[flat]?.at;
      return { ...lock, takenBy: taker.index, ...(isElsewhere ? { takenIn: first + taker.at } : {}) };
    });
    return { ...statement, held };
  });
  return drafts.map((_, at) => placed.filter((_statement, flat) => places[flat]?.at === at));
}

async function tryEachByItself(
  alone: Stage,
  group: readonly ParsedHeadMigration[],
  drafts: readonly MigrationDraft[],
): Promise<void> {
  for (const [index, parsed] of group.entries()) {
    const before: Moment = { catalog: alone.catalog, digests: alone.digests };
    const start = await startOf(alone);
    const statements = await runUp(alone, parsed.up.statements, { transaction: 'per-migration' });
    const draft = drafts[index];
    const violations = await newViolations(alone);
    if (draft === undefined) continue;
    draft.violations = violations;
    await tryWaysBack(draft, alone, parsed, { before, start, statements });
  }
}
