import { code } from '../../lib/code.ts';
import type { Stage } from '../../model/brief.ts';
import type { RunOutcome } from '../../model/engine.ts';
import { NO_ERROR, type PlantedFault, type ProvedCheck, type SeriesCheck } from '../../model/series.ts';
import { modeOf, runCommitted } from './run-step.ts';
import type { ProofScene } from './scene.ts';
import { settledAt } from './settled-at.ts';
import { write } from './try-writes.ts';

/** What asking the checks of a series showed. */
export interface CheckTrial {
  /** Those that can be relied on. */
  readonly proved: readonly ProvedCheck[];
  /** Checks that complain of rows that agree. */
  readonly faults: readonly string[];
}

/** What the checks answered so far. */
interface Asked {
  readonly checks: readonly SeriesCheck[];
  /** Stages at whose end a check found nothing. */
  readonly agreed: ReadonlyMap<SeriesCheck, Stage[]>;
  /** Titles of the checks that caught a fault, by the fault that was planted. */
  readonly caught: Map<string, readonly string[]>;
}

/**
 * Runs the steps while code writes between them, and asks the checks at the end of each stage as long as both shapes are
 * there. Before the first step that relies on it they must find nothing, and each of the planted faults.
 */
export async function tryChecks(scene: ProofScene): Promise<CheckTrial> {
  const { draft, engine, base } = scene;
  const checks = (draft.reconciliations ?? []).flatMap((one) => one.checks);
  if (checks.length === 0) return { proved: [], faults: [] };
  await engine.rewind(base);
  const settled = settledAt(draft);
  const asked: Asked = { checks, agreed: new Map(checks.map((check) => [check, []])), caught: new Map() };
  const faults: string[] = [];
  for (const [index, step] of draft.steps.entries()) {
    if (step.stage === 'contract') break;
    await runCommitted(engine, step.up, modeOf(step));
    await write(scene, step, index, 'both');
    if (draft.steps[index + 1]?.stage === step.stage) continue;
    const complaints = await ask(scene, asked, step.stage);
    if (index !== settled) continue;
    faults.push(...complaints);
    await plantAll(scene, asked);
  }
  const stage = draft.steps[settled]?.stage ?? 'contract';
  return { proved: provedOf(scene, asked, stage), faults };
}

/** Asks each check, and notes where it finds nothing; gives what the others say. */
async function ask(scene: ProofScene, { checks, agreed }: Asked, stage: Stage): Promise<string[]> {
  const complaints: string[] = [];
  for (const check of checks) {
    const answer = await answerOf(scene, check);
    if (answer === check.expect) agreed.get(check)?.push(stage);
    else complaints.push(`“${check.title}” answers ${code(answer)} where both shapes agree.`);
  }
  return complaints;
}

async function plantAll(scene: ProofScene, asked: Asked): Promise<void> {
  for (const { faults } of scene.draft.reconciliations ?? [])
    for (const fault of faults) await plant(scene, fault, asked);
}

async function answerOf({ engine }: ProofScene, { sql }: SeriesCheck): Promise<string> {
  return inWords(await engine.run(sql));
}

function inWords(outcome: RunOutcome): string {
  if (!outcome.ok) return outcome.error.message;
  const [row] = outcome.rows;
  return row === undefined ? NO_ERROR : Object.values(row).join(', ');
}

/** Plants a fault, notes who catches it, and takes it back. */
async function plant(scene: ProofScene, fault: PlantedFault, asked: Asked): Promise<void> {
  const { engine } = scene;
  const before = await engine.mark();
  const outcomes = await engine.runAll(['BEGIN', ...fault.sql], true);
  const last = outcomes.at(-1);
  await engine.run('COMMIT');
  // Without a row that can be spoiled, nobody can miss it.
  const isPlanted = last?.ok === true && last.affected > 0;
  if (isPlanted) asked.caught.set(fault.title, await noticing(scene, fault, asked));
  await engine.rewind(before);
  await engine.release(before);
}

async function noticing(
  scene: ProofScene,
  { caughtBy }: PlantedFault,
  { checks }: Asked,
): Promise<readonly string[]> {
  const titles: string[] = [];
  for (const check of checks.filter(({ title }) => caughtBy.includes(title))) {
    if ((await answerOf(scene, check)) !== check.expect) titles.push(check.title);
  }
  return titles;
}

/** The checks that found nothing at the end of the stage, and every fault that was planted for them. */
function provedOf({ draft }: ProofScene, { checks, agreed, caught }: Asked, stage: Stage): ProvedCheck[] {
  const faults = (draft.reconciliations ?? []).flatMap((one) => one.faults);
  return checks.flatMap((check) => {
    const holdsAfter = agreed.get(check) ?? [];
    const planted = faults
      .filter(({ title, caughtBy }) => caughtBy.includes(check.title) && caught.has(title))
      .map(({ title }) => title);
    const noticed = planted.filter((title) => caught.get(title)?.includes(check.title));
    const isProved = holdsAfter.includes(stage) && planted.length > 0 && noticed.length === planted.length;
    return isProved ? [{ ...check, caught: noticed, holdsAfter }] : [];
  });
}
