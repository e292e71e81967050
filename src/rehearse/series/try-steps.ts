import { answerAsCode, code } from '../../lib/code.ts';
import { listInWords } from '../../lib/list-in-words.ts';
import type { Catalog } from '../../model/catalog.ts';
import type { RehearsedStatement } from '../../model/rehearsal.ts';
import type { SeriesStep, StepProof } from '../../model/series.ts';
import { runUp } from '../run-up.ts';
import type { Stage } from '../stage.ts';
import { contentOf, differences, shapeWithout } from './content.ts';
import { modeOf, runCommitted } from './run-step.ts';
import type { ProofScene } from './scene.ts';

/**
 * Runs the steps one after the other, as databases will, and after each one asks what it promises. Stops at the first
 * one that does not hold; at the end schema and rows are those of the migration itself.
 */
export async function trySteps(scene: ProofScene): Promise<readonly StepProof[]> {
  const { engine, base, draft, stage } = scene;
  await engine.rewind(base);
  const trial: Stage = {
    ...stage,
    catalog: scene.shipped,
    digests: await engine.digests(),
    filled: new Set(),
    emptied: new Set(),
    empty: new Set(),
  };
  const proofs: StepProof[] = [];
  for (const [index, step] of draft.steps.entries()) {
    const fault = await faultOf(scene, trial, step);
    const isLast = index === draft.steps.length - 1;
    const end = fault === null && isLast ? await faultOfEnd(scene, trial.catalog) : null;
    proofs.push({ fault: fault ?? end });
    if ((fault ?? end) !== null) break;
  }
  return proofs;
}

async function faultOf(scene: ProofScene, trial: Stage, step: SeriesStep): Promise<string | null> {
  const kept = shapeWithout(scene.shipped, (column) => isLostAnyway(scene, column));
  const start = { catalog: trial.catalog, kept, content: await contentOf(scene, kept, trial.catalog) };
  const runs = await runUp(trial, statementsOf(trial, step), { transaction: modeOf(step) });
  return (
    ranAndBlocked(runs) ??
    (await runsTwice(scene, trial, step)) ??
    (await breaksCode(scene, trial, step)) ??
    (await goesBack(scene, trial, step, start))
  );
}

function statementsOf(
  { dialect }: Stage,
  { up, name }: SeriesStep,
): ReturnType<Stage['dialect']['parse']>['statements'] {
  if (up.length === 0) return [];
  return dialect.parse({ path: `${name}.sql`, text: `${up.join(';\n')};\n`, defect: null }).statements;
}

function ranAndBlocked(runs: readonly RehearsedStatement[]): string | null {
  for (const { statement, observation, blocking, effects, rowsTrial } of runs) {
    const words = code(statement.kind === 'readable' ? statement.summary : statement.sql);
    if (statement.kind === 'unreadable') return `${words} cannot be read: ${statement.reason}.`;
    if (observation === null) return `${words} did not run.`;
    // A statement that runs on emptied tables only is no step.
    const error = observation.error ?? rowsTrial.error;
    if (error !== null) return `${words} fails: ${answerAsCode(error.message)}.`;
    if (blocking) {
      const blocked = effects
        .filter(({ blocks }) => blocks !== 'nothing')
        .map(({ relation, lock }) => `${code(relation)} (${lock})`);
      return `${words} blocks ${listInWords(blocked)} for a time that grows with the table.`;
    }
  }
  return null;
}

/** What is not in one transaction can be broken off in the middle and must bear to be run again. */
async function runsTwice(scene: ProofScene, trial: Stage, step: SeriesStep): Promise<string | null> {
  if (step.transactional) return null;
  const { engine, dialect } = scene;
  const once = await contentOf(scene, scene.shipped, trial.catalog);
  const error = await runCommitted(engine, step.up, 'none');
  if (error !== null)
    return `It cannot be run again after it was broken off: ${answerAsCode(error.message)}.`;
  const drift = dialect
    .compare(trial.catalog, await engine.catalog())
    .find(({ weight }) => weight === 'real');
  if (drift !== undefined) return `Run again, it leaves another schema: ${drift.text}`;
  const [differing] = differences(once, await contentOf(scene, scene.shipped, trial.catalog));
  return differing === undefined ? null : `Run again, it leaves other values in ${code(differing)}.`;
}

async function breaksCode(scene: ProofScene, trial: Stage, step: SeriesStep): Promise<string | null> {
  const shapes = [
    { promised: step.oldCodeWorks, probes: scene.oldProbes, words: 'the shipped schema' },
    { promised: step.newCodeWorks, probes: scene.newProbes, words: 'the new schema' },
  ];
  for (const { promised, probes, words } of shapes) {
    if (!promised) continue;
    const [failing] = await probes.failing(scene.reach, trial.catalog);
    if (failing === undefined) continue;
    const because = failing.error === null ? '' : `: ${answerAsCode(failing.error.message)}`;
    return `Code written for ${words} does not work after it, ${failing.breaks ?? failing.action}${because}.`;
  }
  return null;
}

interface Start {
  readonly catalog: Catalog;
  /** The shipped shape as far as it comes back. */
  readonly kept: Catalog;
  readonly content: Awaited<ReturnType<typeof contentOf>>;
}

async function goesBack(
  scene: ProofScene,
  trial: Stage,
  step: SeriesStep,
  start: Start,
): Promise<string | null> {
  const { engine, dialect } = scene;
  const here = await engine.mark();
  const error = await runCommitted(engine, step.down, modeOf(step));
  const catalog = error === null ? await engine.catalog() : trial.catalog;
  const content = error === null ? await contentOf(scene, start.kept, catalog) : start.content;
  await engine.rewind(here);
  await engine.release(here);
  if (error !== null) return `Its way back fails: ${answerAsCode(error.message)}.`;
  const drift = dialect.compare(start.catalog, catalog).find(({ weight }) => weight === 'real');
  if (drift !== undefined) return `Its way back leaves another schema: ${drift.text}`;
  const lost = differences(start.content, content).filter((object) => !isLostAnyway(scene, object));
  return lost.length === 0
    ? null
    : `Its way back does not bring back ${listInWords(lost.map((object) => code(object)))}.`;
}

/** What the migration itself destroys does not come back from its series either. */
function isLostAnyway({ migration }: ProofScene, object: string): boolean {
  return migration.statements.some(({ dataLoss, overwritten }) =>
    [...dataLoss, ...overwritten].some(
      (loss) => object === loss.object || object.startsWith(`${loss.object}.`),
    ),
  );
}

async function faultOfEnd(scene: ProofScene, catalog: Catalog): Promise<string | null> {
  const drift = scene.dialect.compare(scene.target, catalog).find(({ weight }) => weight === 'real');
  if (drift !== undefined) return `The last step does not end in the schema of the migration: ${drift.text}`;
  const { numbered = [] } = scene.draft;
  const compared = shapeWithout(scene.target, (column) => numbered.includes(column));
  const differing = differences(scene.content, await contentOf(scene, compared, catalog));
  if (differing.length === 0) return null;
  return `The last step does not end with the rows of the migration: ${listInWords(differing.map((object) => code(object)))}.`;
}
