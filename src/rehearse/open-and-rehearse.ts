import type { BatchSettings } from '../model/brief.ts';
import type { Dialect, EngineOptions, ServerAddress } from '../model/dialect.ts';
import type { Engine } from '../model/engine.ts';
import type { BaseCache, Progress } from '../model/ports.ts';
import { Problem, usageProblem } from '../model/problem.ts';
import type { ProjectChange } from '../model/project.ts';
import type { Rehearsal } from '../model/rehearsal.ts';
import { lookUpBase, type BaseShelf } from './base-shelf.ts';
import { parseProject, type ParsedProject } from './parsed-project.ts';
import { rehearse } from './rehearse.ts';
import { unrehearsed } from './unrehearsed.ts';

/** Where and how long a rehearsal runs. */
export interface RehearsalMeans {
  readonly limits: Omit<EngineOptions, 'extensions'>;
  /** Null rehearses on the embedded engine. */
  readonly server: ServerAddress | null;
  /** Where replayed bases are kept; null for nowhere. */
  readonly cache: BaseCache | null;
  /** Writes and tries backfills with these settings; absent or null writes none. */
  readonly batch?: BatchSettings | null;
  /** Tries how to save what would be lost; absent for no. */
  readonly saves?: boolean;
}

/**
 * Starts an engine for the project, reads its SQL meanwhile, rehearses, and ends the engine in every case. Without
 * one, all is unknown. A base that a cache holds is not replayed again.
 *
 * @throws Problem when the caller gave a server that cannot be used.
 */
export async function openAndRehearse(
  change: ProjectChange,
  dialect: Dialect,
  means: RehearsalMeans,
  progress: Progress,
): Promise<Rehearsal> {
  progress.step(
    means.server === null ? `Starting ${dialect.embedded.name}` : 'Connecting to the database server',
  );
  const options = optionsFor(change, dialect, means);
  const shelf = means.server === null ? await lookUpBase(change, dialect, options, means.cache) : null;
  const snapshot = shelf?.found?.snapshot;
  const opening = open(dialect, snapshot === undefined ? options : { ...options, snapshot }, means.server);
  try {
    await dialect.prepare();
    const parsed = { ...parseUnlessFound(change, dialect, shelf), ...extrasOf(means) };
    const engine = await opening;
    if (!(engine instanceof Problem)) return await rehearse(parsed, dialect, engine, progress);
    // A base that no engine starts from is worth nothing.
    if (snapshot !== undefined)
      return await openAndRehearse(change, dialect, { ...means, cache: null }, progress);
    return unrehearsed(parsed, dialect, `${engine.facts.title} ${engine.facts.hint}`);
  } finally {
    await shelf?.settled();
    const engine = await opening.catch(() => null);
    if (engine !== null && !(engine instanceof Problem)) await engine.close();
  }
}

function extrasOf({ batch = null, saves = false }: RehearsalMeans): Pick<ParsedProject, 'batch' | 'saves'> {
  return { batch, saves };
}

/** The shipped migrations are not read where what came of them was found, unless failures have to be explained. */
function parseUnlessFound(change: ProjectChange, dialect: Dialect, shelf: BaseShelf | null): ParsedProject {
  const isKnown = shelf?.found?.replay.failures.length === 0;
  const read = isKnown ? { ...change, base: [] } : change;
  return { ...parseProject(read, dialect), change, shelf };
}

/** What an engine for the project is asked for. */
export function optionsFor(
  { base, head, project }: ProjectChange,
  dialect: Dialect,
  { limits }: RehearsalMeans,
): EngineOptions {
  const sources = [...base, ...head.map(({ migration }) => migration)].map(({ up }) => up);
  const named = [...dialect.extensionsOf(sources), ...(project.presupposed?.extensions ?? [])];
  const { presupposed, foreignKeys } = project;
  return {
    ...limits,
    extensions: [...new Set(named)].sort(),
    ...(foreignKeys === undefined ? {} : { foreignKeys }),
    ...(presupposed === undefined ? {} : { presupposed }),
  };
}

/** The engine, or why there is none. */
async function open(
  dialect: Dialect,
  options: EngineOptions,
  server: ServerAddress | null,
): Promise<Engine | Problem> {
  try {
    if (server === null) return await dialect.openEngine(options);
    if (dialect.openServer === undefined) throw noServer(dialect.id);
    return await dialect.openServer(server, options);
  } catch (error) {
    if (error instanceof Problem && error.facts.blame === 'internal') return error;
    throw error;
  }
}

/** Nothing speaks with servers of the dialect. */
export function noServer(dialect: string): Problem {
  return usageProblem(
    'no-server-engine',
    `Migrations of ${dialect} cannot be rehearsed on a server yet.`,
    'Leave the database URL out to use the embedded engine.',
  );
}
