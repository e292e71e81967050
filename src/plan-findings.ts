import type { Plan } from './model/plan.ts';
import type { StatementEstimate } from './model/statistics.ts';
import type { ReferenceSearch, Surroundings } from './model/surroundings.ts';
import type { buildRunbook } from './plan/runbook/build-runbook.ts';

type RunbookInput = Parameters<typeof buildRunbook>[0];
type Found = Pick<RunbookInput, 'backfills' | 'estimates' | 'surroundings'>;

/** What a review found of all projects, as a runbook takes it. */
export function findingsFor(plan: Plan | null): Found {
  const projects = plan?.projects ?? [];
  return {
    backfills: projects.flatMap(({ backfills = [] }) => backfills),
    estimates: projects.flatMap(({ estimates = [] }) => estimates.flatMap(placed)),
    surroundings: together(projects.flatMap(({ surroundings }) => surroundings ?? [])),
  };
}

/** One for each relation, without what only a review tells. */
function placed({ path, line, relations }: StatementEstimate): RunbookInput['estimates'] {
  return relations.map(
    ({ relation, rows, bytes, seconds, class: duration, disk, lag, basis, query, backfill }) => ({
      path,
      line,
      estimate: {
        ...{ relation, rows, bytes, seconds, class: duration, disk, lag, basis, query },
        ...(backfill === undefined ? {} : { backfill }),
      },
    }),
  );
}

/** What was found around several projects as one; null where nobody looked. */
function together(found: readonly Surroundings[]): Surroundings | null {
  if (found.length === 0) return null;
  return {
    references: searchedTogether(found.flatMap(({ references }) => references ?? [])),
    dependants: found.flatMap(({ dependants }) => dependants),
    bakes: found.flatMap(({ bakes }) => bakes),
    neighbors: found.flatMap(({ neighbors }) => neighbors),
  };
}

function searchedTogether(searches: readonly ReferenceSearch[]): ReferenceSearch | null {
  const [first] = searches;
  if (first === undefined) return null;
  return {
    ...first,
    unsearched: searches.map(({ unsearched }) => unsearched).find((why) => why !== null) ?? null,
    references: searches.flatMap(({ references }) => references),
  };
}
