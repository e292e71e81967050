import type { BackfillDraft, BackfillWish, StatementBackfill } from '../../model/backfill.ts';
import type { BatchSettings } from '../../model/brief.ts';
import type { Mark } from '../../model/engine.ts';
import { Problem } from '../../model/problem.ts';
import type { RehearsedMigration, RehearsedStatement } from '../../model/rehearsal.ts';
import { runningSql } from '../../model/statement.ts';
import { isShipped, type Stage } from '../stage.ts';
import { proveBackfill } from './prove.ts';

/** Where a statement stands: migration and statement by their indexes. */
interface Spot {
  readonly migration: number;
  readonly statement: number;
}

/**
 * Writes for each statement that changes as many rows of a shipped table as there are a walk in batches, and tries it
 * from the state in which the statement ran. `start` is the state before the change; the engine is left as it was.
 */
export async function findBackfills(
  stage: Stage,
  migrations: readonly RehearsedMigration[],
  start: Mark,
  batch: BatchSettings,
): Promise<readonly RehearsedMigration[]> {
  if (stage.dialect.backfill === undefined || !migrations.some((one) => hasUnbatched(stage, one)))
    return migrations;
  const now = await stage.engine.mark();
  const occasion: Occasion = { migrations, start, batch };
  const found: RehearsedMigration[] = [];
  let stopped: Problem | null = null;
  for (const [index, migration] of migrations.entries()) {
    const backfills: StatementBackfill[] = [];
    for (const [statement, rehearsed] of migration.statements.entries()) {
      if (!isUnbatched(stage, rehearsed)) continue;
      const written: StatementBackfill | Problem | null =
        stopped ?? (await writeAndTry(stage, occasion, { migration: index, statement }).catch(orProblem));
      if (written instanceof Problem) stopped = written;
      if (written instanceof Problem)
        backfills.push({ statement, backfill: null, because: written.facts.title });
      else if (written !== null) backfills.push(written);
    }
    found.push(backfills.length === 0 ? migration : { ...migration, backfills });
  }
  if (stopped !== null) return found;
  await stage.engine.rewind(now);
  await stage.engine.release(now);
  return found;
}

/** The engine is gone: what was rehearsed before stands, and what was not tried is not offered. */
function orProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  throw error;
}

function hasUnbatched(stage: Stage, { statements }: RehearsedMigration): boolean {
  return statements.some((statement) => isUnbatched(stage, statement));
}

/** It ran, and nothing limits the rows of a shipped table that it changes or copies. */
function isUnbatched(stage: Stage, { statement, observation, before }: RehearsedStatement): boolean {
  if (statement.kind === 'unreadable' || observation?.error !== null) return false;
  return statement.changes.some((change) => {
    if (!['insert-rows', 'update-rows', 'delete-rows'].includes(change.kind)) return false;
    if (!('bounded' in change) || change.bounded === 'literal') return false;
    const tables = change.kind === 'insert-rows' ? [...(change.reads ?? [])] : [change.relation ?? ''];
    return tables.some((table) => isShipped(stage, before, table));
  });
}

interface Occasion {
  readonly migrations: readonly RehearsedMigration[];
  readonly start: Mark;
  readonly batch: BatchSettings;
}

async function writeAndTry(stage: Stage, occasion: Occasion, spot: Spot): Promise<StatementBackfill | null> {
  const migration = occasion.migrations[spot.migration];
  const rehearsed = migration?.statements[spot.statement];
  if (migration === undefined || rehearsed === undefined) return null;
  const wish: BackfillWish = {
    label: labelOf(migration, spot),
    batch: occasion.batch,
    version: stage.version,
  };
  const draft = stage.dialect.backfill?.(rehearsed, wish) ?? null;
  if (draft === null) return null;
  if ('because' in draft) return { statement: spot.statement, backfill: null, because: draft.because };
  await goBefore(stage, occasion, spot);
  const proof = await proveBackfill(stage.engine, draft);
  const { line } = rehearsed.statement.span;
  const backfill = { ...told(draft), path: migration.change.migration.up.path, line, proof };
  return { statement: spot.statement, backfill, because: proof.because };
}

/** `0042`, and for another statement of the same migration `0042_2`. */
function labelOf({ change, statements }: RehearsedMigration, { statement }: Spot): string {
  const version = change.migration.version.toLowerCase().replaceAll(/[^a-z0-9]+/g, '_');
  return statements.length === 1 ? version : `${version}_${statement + 1}`;
}

/** Runs again what ran before the statement; what it needed there was seen to work. */
async function goBefore(stage: Stage, { migrations, start }: Occasion, spot: Spot): Promise<void> {
  const { engine, dialect } = stage;
  await engine.rewind(start);
  const earlier = migrations.slice(0, spot.migration).map(({ statements }) => statements);
  const own = migrations[spot.migration]?.statements.slice(0, spot.statement) ?? [];
  for (const statements of [...earlier, own]) {
    const sqls = statements
      .filter((statement) => !controlsTransaction(statement))
      .map(({ statement }) => runningSql(statement));
    await engine.runAll([...sqls, ...dialect.resetSession], false);
  }
}

function controlsTransaction({ statement, observation }: RehearsedStatement): boolean {
  if (statement.kind === 'unreadable' || observation?.error !== null) return true;
  return statement.changes.some(({ kind }) => kind === 'transaction-control');
}

function told(draft: BackfillDraft): Omit<BackfillDraft, 'trial'> {
  const { relation, key, batch, prepare, procedure, script, progress, skipped, cleanUp } = draft;
  return { relation, key, batch, prepare, procedure, script, progress, skipped, cleanUp };
}
