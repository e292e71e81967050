import { code } from '../../../lib/code.ts';
import { blockedBy, shippedRelations } from '../../../model/blocked-relations.ts';
import type { Stage } from '../../../model/brief.ts';
import { fateOf } from '../../../model/fate.ts';
import { isWrapped } from '../../../model/migration.ts';
import type { Blocks } from '../../../model/observation.ts';
import { strongerBlocks } from '../../../model/observation.ts';
import type { RunbookStep, Script } from '../../../model/runbook.ts';
import { runningSql } from '../../../model/statement.ts';
import type { Matter, PlacedRun } from '../matter.ts';
import { sqlScript } from '../script.ts';
import { keepingSteps, tidyingSteps } from './keeping-steps.ts';
import { seriesSteps } from './series-steps.ts';
import { switchSteps } from './switch-steps.ts';

/** What is done in a stage, in order. Statements that a backfill stands for are left to it. */
export function stepsOf(stage: Stage, matter: Matter): RunbookStep[] {
  const filled = new Set(matter.backfills.map(({ path, line }) => `${path}:${line}`));
  const own = matter.runs.filter(
    (run) =>
      run.stage === stage && fateOf(run.rehearsed) !== 'unreadable' && !filled.has(`${run.path}:${run.line}`),
  );
  return [
    ...seriesSteps(stage, matter),
    ...own.flatMap((run) => [...keepingSteps(run, matter), stepOf(run, matter)]),
    ...(stage === 'switch' ? switchSteps(matter) : []),
    ...(stage === matter.stages.at(-1) ? tidyingSteps(matter) : []),
  ];
}

function stepOf(run: PlacedRun, matter: Matter): RunbookStep {
  const { rehearsed, summary, place } = run;
  return {
    title: code(summary),
    place,
    script: scriptOf(run, matter),
    blocks: blocksOf(run),
    estimate:
      matter.estimates.find(({ path, line }) => path === run.path && line === run.line)?.estimate ?? null,
    check: checkOf(run, rehearsed.blocking),
  };
}

function scriptOf(run: PlacedRun, { settings }: Matter): Script {
  const { engine } = run.project.rehearsal;
  const ran = fateOf(run.rehearsed) === 'ran' && engine !== null;
  const file = run.place.slice(0, run.place.lastIndexOf(':'));
  return {
    ...sqlScript(
      [runningSql(run.rehearsed.statement)],
      {
        where: whereOf(run),
        file,
        witness: ran ? `Ran on ${code(`${engine.name} ${engine.version}`)}` : null,
      },
      settings,
    ),
    how: `With ${code(file)}, as migrations are always run`,
  };
}

function whereOf({ migration, rehearsed }: PlacedRun): string {
  const { statement } = rehearsed;
  if (statement.kind === 'readable' && !statement.runsInTransaction)
    return 'On the primary, as the owner of the tables, outside of a transaction';
  return isWrapped(migration.transaction)
    ? 'On the primary, as the owner of the tables, in the transaction of its migration'
    : 'On the primary, as the owner of the tables';
}

function blocksOf({ rehearsed, project }: PlacedRun): Blocks | null {
  if (rehearsed.observation === null) return null;
  return blockedBy(rehearsed, shippedRelations(project.rehearsal)).reduce<Blocks>(
    (strongest, { blocks }) => strongerBlocks(strongest, blocks),
    'nothing',
  );
}

/** The query that tells whether it did what it should; else who waits for it. */
function checkOf({ path, line, project }: PlacedRun, blocking: boolean): string | null {
  const query = project.validation.find(
    (one) => one.when === 'after' && one.path === path && one.line === line && one.expect !== null,
  );
  if (query !== undefined) return `${query.title}: ${code(query.expect ?? '')}`;
  return blocking ? 'Nobody waits for a lock any more' : null;
}
