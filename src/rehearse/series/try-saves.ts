import type { Catalog } from '../../model/catalog.ts';
import type { Mark } from '../../model/engine.ts';
import type { SaveDraft, SavedOfStep, SaveMoment } from '../../model/saves.ts';
import type { SeriesStep } from '../../model/series.ts';
import { proveSaves, type RoundTrip } from '../saves/prove-saves.ts';
import { shapeWithout } from './content.ts';
import { modeOf, runCommitted } from './run-step.ts';
import type { ProofScene } from './scene.ts';
import { settledAt } from './settled-at.ts';
import { write } from './try-writes.ts';

/** A step that has run, between two schemas. */
interface StepRun {
  readonly index: number;
  readonly step: SeriesStep;
  readonly before: Catalog;
  readonly after: Catalog;
}

/**
 * Runs the steps while code of both shapes writes, and tries what can be kept of the rows that each step, or its way
 * back, takes.
 */
export async function trySaves(scene: ProofScene): Promise<readonly SavedOfStep[]> {
  const { engine, base, draft } = scene;
  await engine.rewind(base);
  const settled = settledAt(draft);
  const runs: StepRun[] = [];
  const saves: SavedOfStep[] = [];
  for (const [index, step] of draft.steps.entries()) {
    const start = await engine.mark();
    const before = runs.at(-1)?.after ?? (await engine.catalog());
    if (!(await go(scene, step, 'up'))) break;
    const run = { index, step, before, after: await engine.catalog() };
    runs.push(run);
    saves.push(...(await beforeChange(scene, run, start)));
    await write(scene, step, index, 'both');
    if (index > settled) saves.push(...(await beforeWayBack(scene, run)));
    const next = draft.steps[index + 1]?.stage ?? 'contract';
    if (step.stage !== 'contract' && next === 'contract')
      saves.push(...(await beforeFirstWaysBack(scene, runs.slice(0, settled + 1))));
  }
  return saves;
}

/** Kept before the step runs; `start` is the state before it, and is released. */
async function beforeChange(scene: ProofScene, run: StepRun, start: Mark): Promise<SavedOfStep[]> {
  const { engine } = scene;
  const { step, before } = run;
  const after = await engine.mark();
  await engine.rewind(start);
  const saves = await tried(scene, run, {
    moment: 'change',
    shape: before,
    trip: { leave: () => go(scene, step, 'up'), comeBack: () => go(scene, step, 'down') },
  });
  await engine.rewind(after);
  await engine.release(after);
  await engine.release(start);
  return saves;
}

/** Kept before the step is taken back, and compared once it has run again. */
function beforeWayBack(scene: ProofScene, run: StepRun): Promise<SavedOfStep[]> {
  const { step, after } = run;
  return tried(scene, run, {
    moment: 'way-back',
    shape: after,
    trip: { leave: () => go(scene, step, 'down'), comeBack: () => go(scene, step, 'up') },
  });
}

/**
 * The same for the steps that both shapes grow with, once new code has written: what the later ones carry over again
 * is not lost. Compared is before code relies on the new shape.
 */
async function beforeFirstWaysBack(scene: ProofScene, runs: readonly StepRun[]): Promise<SavedOfStep[]> {
  const { engine, draft } = scene;
  const shape = runs.at(-1)?.after;
  if (shape === undefined) return [];
  const here = await engine.mark();
  const later = draft.steps.slice(runs.length).filter(({ stage }) => stage !== 'contract');
  const saves: SavedOfStep[] = [];
  if (await goAll(scene, later.toReversed(), 'down')) {
    for (const run of runs) {
      const following = runs.slice(run.index + 1).map(({ step }) => step);
      const trip = {
        approach: () => goAll(scene, following.toReversed(), 'down'),
        leave: () => go(scene, run.step, 'down'),
        comeBack: () => goAll(scene, [run.step, ...following], 'up'),
      };
      saves.push(...(await tried(scene, run, { moment: 'way-back', shape, trip })));
    }
  }
  await engine.rewind(here);
  await engine.release(here);
  return saves;
}

interface Attempt {
  readonly moment: SaveMoment;
  /** The schema in which rows are compared. */
  readonly shape: Catalog;
  readonly trip: RoundTrip;
}

async function tried(
  { engine, dialect, draft, migration, shipped }: ProofScene,
  { index, step, before, after }: StepRun,
  { moment, shape, trip }: Attempt,
): Promise<SavedOfStep[]> {
  const own = step.saves?.[moment] ?? [];
  const [from, to] = moment === 'change' ? [before, after] : [after, before];
  const others = (dialect.saves?.(from, to, shipped) ?? []).filter((one) => !isSavedBy(own, one));
  const compared = shapeWithout(shape, (column) => draft.numbered?.includes(column) === true);
  const proved = await proveSaves({ engine, dialect, shape: compared }, [...own, ...others], trip);
  const { path, version } = migration.change.migration;
  return proved.map((save) => ({ ...save, before: moment, path, version, step: index }));
}

function isSavedBy(saves: readonly SaveDraft[], { object }: SaveDraft): boolean {
  return saves.some((save) => save.object === object);
}

function go({ engine }: ProofScene, step: SeriesStep, way: 'up' | 'down'): Promise<boolean> {
  return runCommitted(engine, step[way], modeOf(step)).then((error) => error === null);
}

async function goAll(scene: ProofScene, steps: readonly SeriesStep[], way: 'up' | 'down'): Promise<boolean> {
  for (const step of steps) if (!(await go(scene, step, way))) return false;
  return true;
}
