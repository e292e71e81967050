import { moved } from './changeset/alone.ts';
import type { ChangeRequest } from './changeset/change-request.ts';
import { nameSeries } from './changeset/naming/name-series.ts';
import type { NamedSeries } from './changeset/naming/naming.ts';
import { readChanges } from './changeset/read-changes.ts';
import type { Dialect, EngineOptions, ServerAddress } from './model/dialect.ts';
import type { Migration } from './model/migration.ts';
import type { Progress, Repository } from './model/ports.ts';
import { internalProblem, usageProblem } from './model/problem.ts';
import type { ChangeSet, DialectId, ProjectChange } from './model/project.ts';
import type { Series } from './model/series.ts';
import { openAndSplit } from './rehearse/series/split-migration.ts';

export interface SplitRequest {
  readonly repository: Repository;
  readonly changes: ChangeRequest;
  readonly dialects: Partial<Readonly<Record<DialectId, Dialect>>>;
  readonly limits: Omit<EngineOptions, 'extensions'>;
  readonly server: ServerAddress | null;
  /** Path of the migration, relative to the repository root; `#id` after it where a file holds several. */
  readonly migration: string;
  readonly now: Date;
  readonly progress: Progress;
}

/** A series that was proved, with its files; or why there is none. */
export type Split =
  | {
      readonly kind: 'proved';
      readonly original: Migration;
      /** Its file, with `#id` where that holds several. */
      readonly called: string;
      readonly series: Series;
      readonly named: NamedSeries;
    }
  | { readonly kind: 'none'; readonly called: string; readonly because: readonly string[] };

/**
 * One migration of the change in steps that hurt nobody, each run before it is offered.
 *
 * @throws Problem `no-such-migration`, `several-migrations`, and what reading and the engine throw.
 */
export async function split(request: SplitRequest): Promise<Split> {
  const { repository, changes, progress } = request;
  progress.step('Reading migrations');
  const { change, all } = onlyMigration(await readChanges(repository, changes), request.migration);
  const [only] = change.head;
  if (only === undefined) throw unknownMigration(request.migration, all);
  const original = only.migration;
  const called = nameIn(all, original);
  const { limits, server } = request;
  const dialect = dialectOf(change, request);
  const means = { limits, server, cache: null };
  const series = await openAndSplit(change, dialect, means, progress);
  if ('because' in series) return { kind: 'none', called, because: [series.because] };
  if (!series.proved) return { kind: 'none', called, because: series.faults };
  const named = nameSeries({
    layout: change.project.layout as Parameters<typeof nameSeries>[0]['layout'],
    folder: change.project.path,
    migrations: all,
    original,
    files: await textsOf(repository, change.project.path),
    steps: series.draft.steps,
    now: request.now,
  });
  if ('because' in named) return { kind: 'none', called, because: [named.because] };
  return { kind: 'proved', original, called, series, named };
}

interface Chosen {
  readonly change: ProjectChange;
  /** All migrations of the project at head. */
  readonly all: readonly Migration[];
}

/** The file of a migration, with `#id` behind it where it holds several. */
function nameIn(all: readonly Migration[], { path, version }: Migration): string {
  return all.filter((one) => one.path === path).length > 1 ? `${path}#${version}` : path;
}

/** The project with that one migration as its whole change; the other new ones count as shipped. */
function onlyMigration({ projects }: ChangeSet, wanted: string): Chosen {
  const [path = '', id = null] = wanted.split('#');
  for (const project of projects) {
    const added = project.head.filter(({ status }) => status === 'added');
    const matching = added.filter(
      ({ migration }) => migration.path === path && (id === null || migration.version === id),
    );
    const [chosen, ...others] = matching;
    if (chosen === undefined) continue;
    if (others.length > 0)
      throw severalMigrations(
        wanted,
        matching.map(({ migration }) => migration),
      );
    const all = [...project.base, ...added.map(({ migration }) => migration)];
    return { change: moved(project, chosen), all };
  }
  throw unknownMigration(
    wanted,
    projects.flatMap(({ head }) => head.map(({ migration }) => migration)),
  );
}

function unknownMigration(wanted: string, known: readonly Migration[]): Error {
  const paths = known.map((migration) => nameIn(known, migration));
  return usageProblem(
    'no-such-migration',
    `${wanted} is not a new migration of this change.`,
    paths.length === 0
      ? 'Give --since with the last version that databases ran, or --no-git to take every migration as new.'
      : `New are: ${paths.join(', ')}.`,
  );
}

function severalMigrations(wanted: string, found: readonly Migration[]): Error {
  const names = [...new Set(found.map((migration) => nameIn(found, migration)))];
  return usageProblem(
    'several-migrations',
    `${wanted} holds several new migrations.`,
    names.length === 1
      ? 'They have the same id: give each one of its own.'
      : `Name one of them: ${names.join(', ')}.`,
  );
}

async function textsOf(repository: Repository, folder: string): Promise<{ path: string; text: string }[]> {
  const listed = (await repository.list('head', folder)).filter(({ path }) =>
    /\.(?:sql|sum|json|plan|xml|ya?ml)$/i.test(path),
  );
  const contents = await repository.read('head', listed);
  return listed.map(({ path }, index) => ({
    path,
    text: Buffer.from(contents[index] ?? []).toString('utf8'),
  }));
}

function dialectOf({ project }: ProjectChange, { dialects }: SplitRequest): Dialect {
  const dialect = dialects[project.dialect];
  if (dialect !== undefined) return dialect;
  throw internalProblem('unknown-dialect', `Nothing here reads ${project.dialect}.`, 'Please report it.');
}
