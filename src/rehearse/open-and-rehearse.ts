import type { Dialect, EngineOptions } from '../model/dialect.ts';
import type { Engine } from '../model/engine.ts';
import type { Progress } from '../model/ports.ts';
import { Problem } from '../model/problem.ts';
import type { ProjectChange } from '../model/project.ts';
import type { Rehearsal } from '../model/rehearsal.ts';
import { parseProject } from './parsed-project.ts';
import { rehearse } from './rehearse.ts';
import { unrehearsed } from './unrehearsed.ts';

/**
 * Starts an engine for the project, reads its SQL meanwhile, rehearses, and ends the engine in every case. Without
 * one, all is unknown.
 */
export async function openAndRehearse(
  change: ProjectChange,
  dialect: Dialect,
  limits: Omit<EngineOptions, 'extensions'>,
  progress: Progress,
): Promise<Rehearsal> {
  progress.step(`Starting ${dialect.embedded.name}`);
  const opening = open(change, dialect, limits);
  try {
    await dialect.prepare();
    const parsed = parseProject(change, dialect);
    const engine = await opening;
    if (!(engine instanceof Problem)) return await rehearse(parsed, dialect, engine, progress);
    return unrehearsed(parsed, dialect, `${engine.facts.title} ${engine.facts.hint}`);
  } finally {
    const engine = await opening;
    if (!(engine instanceof Problem)) await engine.close();
  }
}

/** The engine, or why there is none. */
async function open(
  { base, head }: ProjectChange,
  dialect: Dialect,
  limits: Omit<EngineOptions, 'extensions'>,
): Promise<Engine | Problem> {
  const sources = [...base, ...head.map(({ migration }) => migration)].map(({ up }) => up);
  try {
    return await dialect.openEngine({ ...limits, extensions: dialect.extensionsOf(sources) });
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
}
