import type { Mark } from '../../model/engine.ts';
import { Problem } from '../../model/problem.ts';
import type { RehearsedMigration } from '../../model/rehearsal.ts';
import type { SaveDraft, SavedRows, SaveMoment } from '../../model/saves.ts';
import { runningSql } from '../../model/statement.ts';
import { plantRows } from '../plant-rows.ts';
import { runCommitted } from '../series/run-step.ts';
import type { Stage } from '../stage.ts';
import { proveSaves } from './prove-saves.ts';

/** A round of writes with values of its own. */
const ROUND = 7;
/** Rows of each table that loses something. */
const ROWS = 20;

/**
 * What can be kept of the rows that each migration, or its way back, takes with it. `start` is the state before the
 * change; the engine is left somewhere behind it.
 */
export async function findSaves(
  stage: Stage,
  migrations: readonly RehearsedMigration[],
  start: Mark,
): Promise<readonly SavedRows[]> {
  const { engine } = stage;
  const takes = ({ change, wayBack }: Drafts): boolean => change.length + wayBack.length > 0;
  if (!migrations.some((migration) => takes(draftsOf(stage, migration)))) return [];
  const saves: SavedRows[] = [];
  try {
    await engine.rewind(start);
    for (const migration of migrations) {
      const { change, wayBack } = draftsOf(stage, migration);
      saves.push(...(await tryMoment(stage, migration, 'change', change)));
      if (!(await goUp(stage, migration))) break;
      saves.push(...(await tryMoment(stage, migration, 'way-back', wayBack)));
    }
  } catch (error) {
    // The engine is gone: what was rehearsed before stands, and what was not tried is not told.
    if (!(error instanceof Problem)) throw error;
  }
  return saves;
}

interface Drafts {
  readonly change: readonly SaveDraft[];
  readonly wayBack: readonly SaveDraft[];
}

/** None where no way back was run: nothing is brought back then. */
function draftsOf({ dialect }: Stage, { statements, rollback }: RehearsedMigration): Drafts {
  const [before, after] = [statements[0]?.before, statements.at(-1)?.after];
  const hasRun = rollback.sql.length > 0 && !['failed', 'untried'].includes(rollback.outcome);
  if (before === undefined || after === undefined || !hasRun) return { change: [], wayBack: [] };
  return { change: dialect.saves?.(before, after) ?? [], wayBack: dialect.saves?.(after, before) ?? [] };
}

async function tryMoment(
  stage: Stage,
  migration: RehearsedMigration,
  before: SaveMoment,
  drafts: readonly SaveDraft[],
): Promise<SavedRows[]> {
  const { engine, dialect } = stage;
  const shape = before === 'change' ? migration.statements[0]?.before : migration.statements.at(-1)?.after;
  if (drafts.length === 0 || shape === undefined) return [];
  const here = await engine.mark();
  const relations = new Set(drafts.map(({ relation }) => relation));
  // A new table has no rows yet, and others may have to refer to them.
  await plantRows(engine, dialect, shape, { relations, rows: ROWS });
  await engine.runAll([...(dialect.proving?.writes(shape, relations, ROUND) ?? [])], false);
  const up = (): Promise<boolean> => goUp(stage, migration);
  const down = (): Promise<boolean> => goDown(stage, migration);
  const trip = before === 'change' ? { leave: up, comeBack: down } : { leave: down, comeBack: up };
  const proved = await proveSaves({ engine, dialect, shape }, drafts, trip);
  await engine.rewind(here);
  await engine.release(here);
  const { path, version } = migration.change.migration;
  return proved.map((save) => ({ ...save, before, path, version }));
}

async function goUp({ engine, dialect }: Stage, migration: RehearsedMigration): Promise<boolean> {
  const sql = migration.statements.map(({ statement }) => runningSql(statement));
  const error = await runCommitted(engine, sql, migration.transaction);
  await engine.runAll(dialect.resetSession, false);
  return error === null;
}

async function goDown({ engine }: Stage, { rollback }: RehearsedMigration): Promise<boolean> {
  const mode = rollback.transactional ? 'per-migration' : 'none';
  return (await runCommitted(engine, rollback.sql, mode)) === null;
}
