import type { BatchSettings } from '../model/brief.ts';
import type { Dialect } from '../model/dialect.ts';
import type { Engine, Mark } from '../model/engine.ts';
import { Problem } from '../model/problem.ts';
import type { Progress } from '../model/ports.ts';
import type { BaseReplay, RehearsedMigration, Rehearsal, Trial, Unknown } from '../model/rehearsal.ts';
import type { Statement } from '../model/statement.ts';
import { transactionOf, type ParsedHeadMigration, type ParsedProject } from './parsed-project.ts';
import { findBackfills } from './backfill/find-backfills.ts';
import { Lacks } from './lacks.ts';
import { standInForPresumed } from './presumed.ts';
import { ProbeBook } from './probe-book.ts';
import { expectedReach } from './reach.ts';
import { rollBackAll, tryAllDowns } from './roll-back.ts';
import { runMigration, type MigrationRun } from './run-migration.ts';
import { runTogether } from './run-together.ts';
import { findSaves } from './saves/find-saves.ts';
import type { Stage } from './stage.ts';
import { standUpBase, type StandingBase } from './stand-up-base.ts';
import { presumedSchema } from './told-schema.ts';
import { untried } from './trial.ts';
import { unrehearsedMigrations } from './unrehearsed.ts';
import { whatStopped } from './what-stopped.ts';
import { versionNumber } from '../model/server-version.ts';

/** What is known so far; whatever stops the engine, this is reported. */
interface Known {
  base: BaseReplay;
  shipped: Stage['catalog'];
  migrations: RehearsedMigration[];
  rollback: Trial | null;
  downTogether?: Trial;
  saves?: NonNullable<Rehearsal['saves']>;
  unknowns: Unknown[];
}

/** Replays the base on the engine, plants rows, and runs the change migration by migration. The engine is not closed. */
export async function rehearse(
  parsed: ParsedProject,
  dialect: Dialect,
  engine: Engine,
  progress: Progress,
): Promise<Rehearsal> {
  const known: Known = {
    base: { migrations: 0, statements: 0, failures: [] },
    shipped: new Map(),
    migrations: [],
    rollback: null,
    unknowns: [],
  };
  try {
    const { batch = null, saves = false } = parsed;
    await runAll(parsed, { dialect, engine, progress, batch, saves }, known);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    giveUp(parsed, dialect, known, error);
  }
  const { project, faults } = parsed.change;
  const { notRun, remarks } = parsed;
  const missing = dialect.series === undefined ? { withoutSeries: true as const } : {};
  return { project, faults, engine: engine.identity, notRun, remarks, ...missing, ...known };
}

interface Means {
  readonly dialect: Dialect;
  readonly engine: Engine;
  readonly progress: Progress;
  /** Settings of the backfills that are to be written and tried; null for none. */
  readonly batch: BatchSettings | null;
  /** What would be lost is saved and brought back. */
  readonly saves: boolean;
}

async function runAll(parsed: ParsedProject, means: Means, known: Known): Promise<void> {
  const { dialect, engine, progress } = means;
  const lacks = new Lacks(engine, dialect, parsed.change.project.presupposed?.extensions);
  const base = await standUpBase(parsed, means, known);
  known.base = lacks.sorted(parsed.base, known.base);
  if (parsed.added.length === 0) return;
  await presumeServer(parsed, means, known);
  const stage = await setStage(parsed, means, lacks, { ...base, shipped: known.shipped });
  const start = { catalog: stage.catalog, digests: stage.digests };
  const mark = means.batch === null && !means.saves ? null : await engine.mark();
  for (const group of sharingTransactions(parsed.added)) {
    progress.step(`Rehearsing ${group.map(({ migration }) => migration.path).join(', ')}`);
    for (const { migration, stopped } of await runGroup(stage, group, known.migrations.length)) {
      known.migrations.push(migration);
      if (stopped !== null) throw stopped;
    }
  }
  progress.step('Rolling the change back');
  known.rollback = await rollBackAll(
    stage,
    start,
    known.migrations.map(({ rollback }) => rollback),
  );
  const downs = known.migrations.map(({ down }) => down);
  const downTogether = await tryAllDowns(stage, start, downs);
  if (downTogether !== null) known.downTogether = downTogether;
  if (mark !== null) await tryExtras(stage, mark, means, known);
}

/** What only some readers ask for, from the state before the change. */
async function tryExtras(
  stage: Stage,
  start: Mark,
  { batch, saves, progress }: Means,
  known: Known,
): Promise<void> {
  if (batch !== null) {
    progress.step('Trying the changes of rows in batches');
    known.migrations = [...(await findBackfills(stage, known.migrations, start, batch))];
  }
  if (!saves) return;
  progress.step('Saving what would be lost');
  known.saves = await findSaves(stage, known.migrations, start);
}

/** What the change takes for granted on the server is there before it begins, and told. */
export async function presumeServer(
  parsed: ParsedProject,
  { dialect, engine }: Pick<Means, 'dialect' | 'engine'>,
  known: Pick<Known, 'base' | 'shipped'>,
): Promise<void> {
  const statements = parsed.added.flatMap(({ up, down }) => [...up.statements, ...(down?.statements ?? [])]);
  const made = await standInForPresumed(engine, dialect, statements);
  if (made.length === 0) return;
  known.base = { ...known.base, standIns: [...(known.base.standIns ?? []), ...made] };
  known.shipped = await engine.catalog();
}

/** Migrations that follow each other and share one transaction, and each of the others by itself. */
function sharingTransactions(added: readonly ParsedHeadMigration[]): ParsedHeadMigration[][] {
  const groups: ParsedHeadMigration[][] = [];
  for (const parsed of added) {
    const last = groups.at(-1);
    if (last?.at(-1) !== undefined && isShared(parsed) && last.every(isShared)) last.push(parsed);
    else groups.push([parsed]);
  }
  return groups;
}

function isShared({ migration, up }: ParsedHeadMigration): boolean {
  return transactionOf(migration, up) === 'all-pending';
}

async function runGroup(
  stage: Stage,
  group: readonly ParsedHeadMigration[],
  first: number,
): Promise<readonly MigrationRun[]> {
  const [only, ...others] = group;
  if (only === undefined || others.length > 0) return runTogether(stage, group, first);
  return [await runMigration(stage, only)];
}

/** The base standing on the engine, with what the running code asks of it. */
export async function setStage(
  parsed: ParsedProject,
  { dialect, engine }: Pick<Means, 'dialect' | 'engine'>,
  lacks: Lacks,
  { shipped, empty }: StandingBase,
): Promise<Stage> {
  const statements: Statement[] = parsed.added.flatMap(({ up }) => up.statements);
  const probes = await ProbeBook.open(engine, dialect, shipped, expectedReach(statements, shipped));
  return {
    engine,
    dialect,
    shipped,
    probes,
    lacks,
    files: parsed.added.map(({ up }) => up),
    version: parsed.change.project.serverVersion ?? versionNumber(dialect.id, engine.identity.version),
    catalog: shipped,
    violations: (await dialect.violations?.(engine)) ?? [],
    digests: await engine.digests(),
    filled: new Set(),
    empty,
    emptied: new Set(),
  };
}

/** The engine is gone: what was not tried yet is reported as unknown, never as safe. */
function giveUp(parsed: ParsedProject, dialect: Dialect, known: Known, problem: Problem): void {
  known.unknowns.push(whatStopped(parsed, known, problem));
  const pending = parsed.added.slice(known.migrations.length);
  const version = parsed.change.project.serverVersion ?? versionNumber(dialect.id, dialect.embedded.version);
  // Stopped in the replay: nothing is known of the schema but what the change takes for granted.
  if (known.shipped.size === 0) {
    known.shipped = presumedSchema(
      known.shipped,
      pending.flatMap(({ up }) => up.statements),
    );
  }
  const manual = { dialect, shipped: known.shipped, version };
  const start = known.migrations.at(-1)?.statements.at(-1)?.after ?? known.shipped;
  known.migrations.push(...unrehearsedMigrations(pending, start, manual));
  if (parsed.added.length > 0) known.rollback = untried(problem.facts.title);
}
