import type { Dialect, EngineOptions } from '../model/dialect.ts';
import type { Engine } from '../model/engine.ts';
import type { Progress } from '../model/ports.ts';
import { Problem } from '../model/problem.ts';
import type { Rehearsal } from '../model/rehearsal.ts';
import type { ParsedProject } from './parsed-project.ts';
import { rehearse } from './rehearse.ts';
import { unrehearsed } from './unrehearsed.ts';

/** Starts an engine for the project, rehearses, and ends the engine in every case. Without one, all is unknown. */
export async function openAndRehearse(
  parsed: ParsedProject,
  dialect: Dialect,
  limits: Omit<EngineOptions, 'extensions'>,
  progress: Progress,
): Promise<Rehearsal> {
  progress.step(`Starting ${dialect.embedded.name}`);
  const statements = [...parsed.base, ...parsed.added].flatMap(({ up }) => up.statements);
  let engine: Engine;
  try {
    engine = await dialect.openEngine({ ...limits, extensions: dialect.extensionsOf(statements) });
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return unrehearsed(parsed, dialect, `${error.facts.title} ${error.facts.hint}`);
  }
  try {
    return await rehearse(parsed, dialect, engine, progress);
  } finally {
    await engine.close();
  }
}
