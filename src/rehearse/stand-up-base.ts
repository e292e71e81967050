import type { Catalog } from '../model/catalog.ts';
import type { Dialect } from '../model/dialect.ts';
import type { Engine } from '../model/engine.ts';
import type { Progress } from '../model/ports.ts';
import type { BaseReplay } from '../model/rehearsal.ts';
import { countOf } from '../lib/count-of.ts';
import type { ParsedProject } from './parsed-project.ts';
import { plantRows } from './plant-rows.ts';
import { replayBase } from './replay-base.ts';

/** The shipped schema, standing on the engine with rows in its tables. */
export interface StandingBase {
  readonly shipped: Catalog;
  /** Tables that held no row before rows were planted. */
  readonly empty: Set<string>;
}

interface Means {
  readonly dialect: Dialect;
  readonly engine: Engine;
  readonly progress: Progress;
}

/** What is told as soon as it is known, so that it is reported whatever stops the engine later. */
interface Told {
  base: BaseReplay;
  shipped: Catalog;
}

/** Replays the base and plants rows, unless the engine began with both. Rows are for a change that is run. */
export async function standUpBase(parsed: ParsedProject, means: Means, told: Told): Promise<StandingBase> {
  const { engine, dialect } = means;
  const { shelf = null } = parsed;
  const found = shelf?.found ?? null;
  if (found !== null) {
    told.base = found.replay;
    told.shipped = await engine.catalog();
    return { shipped: told.shipped, empty: new Set(found.empty) };
  }
  await replay(parsed, means, told);
  const { base } = told;
  if (parsed.added.length === 0) return { shipped: told.shipped, empty: new Set() };
  const empty = await plantRows(engine, dialect, told.shipped);
  // Rows may leave a trace in the schema, such as where a table goes on counting.
  told.shipped = await engine.catalog();
  // What follows from an extension that the engine lacks is known to those only who read the base.
  if (shelf !== null && (engine.lackedExtensions ?? []).length === 0) {
    const snapshot = await engine.snapshot?.();
    if (snapshot) shelf.keep({ replay: base, empty: new Set(empty) }, snapshot);
  }
  return { shipped: told.shipped, empty };
}

async function replay(parsed: ParsedProject, means: Means, told: Told): Promise<void> {
  const { dialect, engine, progress } = means;
  const { path, presupposed } = parsed.change.project;
  progress.step(`Replaying ${countOf(parsed.base.length, 'migration')} of ${path}`);
  if (presupposed !== undefined) await engine.runAll(dialect.presuppose?.(presupposed) ?? [], false);
  await replayBase(engine, dialect, parsed.base, (replayed) => {
    told.base = replayed;
  });
  told.shipped = await engine.catalog();
}
