import { code } from '../../lib/code.ts';
import { countOf } from '../../lib/count-of.ts';
import type { Dialect } from '../../model/dialect.ts';
import type { Engine } from '../../model/engine.ts';
import type { Progress } from '../../model/ports.ts';
import type { ProjectChange } from '../../model/project.ts';
import type { BaseReplay, RehearsedMigration } from '../../model/rehearsal.ts';
import type { NoSeries, Series } from '../../model/series.ts';
import { Lacks } from '../lacks.ts';
import { MigrationDraft } from '../migration-draft.ts';
import { noServer, optionsFor, type RehearsalMeans } from '../open-and-rehearse.ts';
import { parseProject, wrappingOf, type ParsedHeadMigration } from '../parsed-project.ts';
import { presumeServer, setStage } from '../rehearse.ts';
import { runUp } from '../run-up.ts';
import type { Stage } from '../stage.ts';
import { standUpBase } from '../stand-up-base.ts';
import { proveSeries } from './prove-series.ts';

/**
 * Runs the one new migration of a project on its base, drafts the series that stands for it, and proves it by running.
 *
 * @throws Problem when no engine starts or it stops.
 */
export async function openAndSplit(
  change: ProjectChange,
  dialect: Dialect,
  means: RehearsalMeans,
  progress: Progress,
): Promise<Series | NoSeries> {
  await dialect.prepare();
  const engine = await openEngine(change, dialect, means);
  try {
    return await splitOn(engine, change, dialect, progress);
  } finally {
    await engine.close();
  }
}

async function openEngine(change: ProjectChange, dialect: Dialect, means: RehearsalMeans): Promise<Engine> {
  const options = optionsFor(change, dialect, means);
  if (means.server === null) return dialect.openEngine(options);
  if (dialect.openServer === undefined) throw noServer(dialect.id);
  return dialect.openServer(means.server, options);
}

/** The same on an engine that runs and is empty. */
export async function splitOn(
  engine: Engine,
  change: ProjectChange,
  dialect: Dialect,
  progress: Progress,
): Promise<Series | NoSeries> {
  const parsed = parseProject(change, dialect);
  const [added] = parsed.added;
  if (added === undefined || dialect.series === undefined) return { because: 'There is no series for it.' };
  const nothing: BaseReplay = { migrations: 0, statements: 0, failures: [] };
  const known = { base: nothing, shipped: new Map() };
  const means = { dialect, engine, batch: null, progress };
  const base = await standUpBase(parsed, means, known);
  await presumeServer(parsed, means, known);
  const lacks = new Lacks(engine, dialect, change.project.presupposed?.extensions);
  const stage = await setStage(parsed, means, lacks, base);
  progress.step(`Running ${added.migration.path}`);
  const start = await engine.mark();
  const migration = await runOnce({ ...stage }, added);
  await engine.rewind(start);
  await engine.release(start);
  const draft = draftOf(stage, migration, added);
  if ('because' in draft) return draft;
  progress.step(`Proving ${countOf(draft.steps.length, 'step')}`);
  return proveSeries(stage, migration, draft);
}

/** The migration as it is, without its ways back. */
async function runOnce(stage: Stage, added: ParsedHeadMigration): Promise<RehearsedMigration> {
  const draft = new MigrationDraft(stage, added);
  draft.statements = await runUp(
    stage,
    added.up.statements,
    wrappingOf(added.migration, added.up),
    draft.runs,
  );
  return draft.result(null);
}

function draftOf(
  { dialect, shipped }: Stage,
  { statements }: RehearsedMigration,
  { down, migration }: ParsedHeadMigration,
): ReturnType<NonNullable<Dialect['series']>> {
  const last = statements.at(-1);
  if (last === undefined) return { because: `${code(migration.path)} holds no statement.` };
  const drafted = dialect.series?.(shipped, last.after, statements, down?.statements ?? []);
  return drafted ?? { because: 'There is no series for it.' };
}
