import { answerAsCode, code } from '../../lib/code.ts';
import { listInWords } from '../../lib/list-in-words.ts';
import type { SeriesDraft, SeriesStep, StepProof } from '../../model/series.ts';
import { runningSql } from '../../model/statement.ts';
import { contentOf, differences, shapeWithout } from './content.ts';
import { modeOf, runCommitted } from './run-step.ts';
import type { ProofScene } from './scene.ts';

/** Which code writes: the old one only, or both, where the new one may be held to changing rows that are there. */
export type Writers = 'old' | 'changes' | 'both';

/**
 * Runs the steps again while code writes between them: old code as long as it works, new code from then on. Wherever
 * the new shape is promised, the way all back to the shipped schema and the migration itself from there must give the
 * same rows: what either code wrote is in both shapes.
 */
export async function tryWrites(scene: ProofScene, writers: Writers): Promise<readonly StepProof[]> {
  const { engine, base, draft } = scene;
  await engine.rewind(base);
  const proofs: StepProof[] = [];
  for (const [index, step] of draft.steps.entries()) {
    const error = await runCommitted(engine, step.up, modeOf(step));
    if (error !== null)
      return [
        ...proofs,
        { fault: `It fails on rows that code wrote meanwhile: ${answerAsCode(error.message)}.` },
      ];
    await write(scene, step, index, writers);
    const spared = sparedFor(draft, writers);
    const fault = step.newCodeWorks ? await faultOf(scene, index, spared) : null;
    proofs.push({ fault });
    if (fault !== null) break;
  }
  return proofs;
}

/** What the old shape has no room for, as far as it is written. */
function sparedFor(
  { fresh = [], partial = [], numbered = [] }: SeriesDraft,
  writers: Writers,
): readonly string[] {
  if (writers === 'old') return numbered;
  return writers === 'both' ? [...numbered, ...fresh, ...partial] : [...numbered, ...fresh];
}

/** What code of the shapes that work after a step writes. */
export async function write(
  scene: ProofScene,
  step: SeriesStep,
  round: number,
  writers: Writers,
): Promise<void> {
  const { engine, dialect, relations, shipped, target } = scene;
  if (dialect.proving === undefined) return;
  const old = step.oldCodeWorks ? dialect.proving.writes(shipped, relations, 2 * round) : [];
  const only = writers === 'changes' ? writers : undefined;
  const isFresh = step.newCodeWorks && writers !== 'old';
  const fresh = isFresh ? dialect.proving.writes(target, relations, 2 * round + 1, only) : [];
  await engine.runAll([...old, ...fresh], false);
}

async function faultOf(scene: ProofScene, index: number, spared: readonly string[]): Promise<string | null> {
  const { engine, draft, target, migration } = scene;
  const here = await engine.mark();
  const compared = shapeWithout(target, (column) => spared.includes(column));
  const seen = await contentOf(scene, compared, await engine.catalog());
  const fault = await wayBack(draft.steps.slice(0, index + 1).toReversed(), scene);
  const again =
    fault ??
    (await runCommitted(
      engine,
      migration.statements.map(({ statement }) => runningSql(statement)),
      migration.transaction,
    ));
  const reached = again === null ? await contentOf(scene, compared, await engine.catalog()) : null;
  await engine.rewind(here);
  await engine.release(here);
  if (fault !== null)
    return `The way back from it fails on rows that code wrote meanwhile: ${answerAsCode(fault.message)}.`;
  if (reached === null)
    return `The migration itself does not bear what code wrote meanwhile: ${answerAsCode(again?.message ?? '')}.`;
  return inWords(differences(seen, reached).filter((object) => !spared.includes(object)));
}

async function wayBack(
  steps: readonly SeriesStep[],
  { engine }: ProofScene,
): ReturnType<typeof runCommitted> {
  for (const step of steps) {
    const error = await runCommitted(engine, step.down, modeOf(step));
    if (error !== null) return error;
  }
  return null;
}

function inWords(differing: ReturnType<typeof differences>): string | null {
  if (differing.length === 0) return null;
  const objects = listInWords(differing.map((object) => code(object)));
  return `What code writes in one shape is not in the other: ${objects}.`;
}
