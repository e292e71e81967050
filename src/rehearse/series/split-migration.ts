import { code } from '../../lib/code.ts';
import { countOf } from '../../lib/count-of.ts';
import type { Catalog } from '../../model/catalog.ts';
import type { Dialect } from '../../model/dialect.ts';
import type { Engine } from '../../model/engine.ts';
import type { Migration } from '../../model/migration.ts';
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
import { proveSeries, type SeriesWishes } from './prove-series.ts';

/** A project with one new migration. */
interface Split extends ProjectChange {
  /** Those of the base that were written to run after it; absent where there are none. */
  readonly overtaking?: readonly Migration[];
}

/**
 * Runs the one new migration of a project on its base, drafts the series that stands for it, and proves it by running.
 *
 * @throws Problem when no engine starts or it stops.
 */
export async function openAndSplit(
  change: Split,
  dialect: Dialect,
  means: RehearsalMeans,
  progress: Progress,
): Promise<Series | NoSeries> {
  await dialect.prepare();
  const engine = await openEngine(change, dialect, means);
  try {
    return await splitOn(engine, change, dialect, { ...means, progress });
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
  change: Split,
  dialect: Dialect,
  { progress, ...wishes }: SeriesWishes & { readonly progress: Progress },
): Promise<Series | NoSeries> {
  const parsed = parseProject(change, dialect);
  const [added] = parsed.added;
  if (added === undefined || dialect.series === undefined) return { because: 'There is no series for it.' };
  const nothing: BaseReplay = { migrations: 0, statements: 0, failures: [] };
  const known: { base: BaseReplay; shipped: Catalog } = { base: nothing, shipped: new Map() };
  const means = { dialect, engine, progress };
  const base = await standUpBase(parsed, means, known);
  const stuck = failureOf(change.overtaking ?? [], known.base);
  if (stuck !== null) return stuck;
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
  return proveSeries(stage, migration, draft, wishes);
}

/** What ran after the migration runs before its series. */
function failureOf(overtaking: readonly Migration[], { failures }: BaseReplay): NoSeries | null {
  const failed = failures.find(({ migration: { path, version } }) =>
    overtaking.some((one) => one.path === path && one.version === version),
  );
  if (failed === undefined) return null;
  const place = code(`${failed.migration.path}:${failed.line}`);
  return {
    because: `The series runs after what is new already, and ${place} does not run without the migration (${failed.error.message}): take it into a later change.`,
  };
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
