import type { Dialect, EngineOptions, ServerAddress } from '../model/dialect.ts';
import type { Engine } from '../model/engine.ts';
import type { Progress } from '../model/ports.ts';
import { Problem, usageProblem } from '../model/problem.ts';
import type { ProjectChange } from '../model/project.ts';
import type { Rehearsal } from '../model/rehearsal.ts';
import { parseProject } from './parsed-project.ts';
import { rehearse } from './rehearse.ts';
import { unrehearsed } from './unrehearsed.ts';

/** Where and how long a rehearsal runs. */
export interface RehearsalMeans {
  readonly limits: Omit<EngineOptions, 'extensions'>;
  /** Null rehearses on the embedded engine. */
  readonly server: ServerAddress | null;
}

/**
 * Starts an engine for the project, reads its SQL meanwhile, rehearses, and ends the engine in every case. Without
 * one, all is unknown.
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
  const opening = open(change, dialect, means);
  try {
    await dialect.prepare();
    const parsed = parseProject(change, dialect);
    const engine = await opening;
    if (!(engine instanceof Problem)) return await rehearse(parsed, dialect, engine, progress);
    return unrehearsed(parsed, dialect, `${engine.facts.title} ${engine.facts.hint}`);
  } finally {
    const engine = await opening.catch(() => null);
    if (engine !== null && !(engine instanceof Problem)) await engine.close();
  }
}

/** The engine, or why there is none. */
async function open(
  { base, head, project }: ProjectChange,
  dialect: Dialect,
  { limits, server }: RehearsalMeans,
): Promise<Engine | Problem> {
  const sources = [...base, ...head.map(({ migration }) => migration)].map(({ up }) => up);
  try {
    const named = [...dialect.extensionsOf(sources), ...(project.presupposed?.extensions ?? [])];
    const options = { ...limits, extensions: [...new Set(named)].sort() };
    if (server === null) return await dialect.openEngine(options);
    if (dialect.openServer === undefined) throw noServer(dialect.id);
    return await dialect.openServer(server, options);
  } catch (error) {
    if (error instanceof Problem && error.facts.blame === 'internal') return error;
    throw error;
  }
}

function noServer(dialect: string): Problem {
  return usageProblem(
    'no-server-engine',
    `Migrations of ${dialect} cannot be rehearsed on a server yet.`,
    'Leave the database URL out to use the embedded engine.',
  );
}
