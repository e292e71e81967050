import { alone } from './changeset/alone.ts';
import type { Migration } from './model/migration.ts';
import type { Plan } from './model/plan.ts';
import type { ChangeSet, ProjectChange } from './model/project.ts';
import type { Series } from './model/series.ts';
import { openAndSplit } from './rehearse/series/split-migration.ts';
import { dialectOf, type ReviewRequest } from './review.ts';

/**
 * The series of steps that stand for migrations which hurt: those with a finding that holds the merge. Each is drafted
 * and proved on an engine of its own, with everything before it as shipped. Without an engine there are none.
 */
export async function seriesFor(
  changes: ChangeSet,
  plan: Plan | null,
  request: ReviewRequest,
): Promise<Series[]> {
  const { limits, server, cache, progress } = request;
  if (limits === null || plan === null) return [];
  const series: Series[] = [];
  for (const change of changes.projects.flatMap((project) => hurtful(project, plan))) {
    const dialect = dialectOf(change, request);
    if (dialect.series === undefined) continue;
    const tried = await openAndSplit(change, dialect, { limits, server, cache, saves: true }, progress);
    if (!('because' in tried)) series.push(tried);
  }
  return series;
}

/** One change for each new migration that hurts, with the new ones before it as shipped. */
function hurtful(project: ProjectChange, { projects }: Plan): ProjectChange[] {
  const blocking = projects.flatMap(({ findings }) =>
    findings.filter(({ severity }) => severity === 'block'),
  );
  const isBlocked = ({ path, version }: Migration): boolean =>
    blocking.some((finding) => finding.path === path && (finding.version ?? version) === version);
  return project.head
    .filter(({ status, migration }) => status === 'added' && isBlocked(migration))
    .map((entry) => alone(project, entry));
}
