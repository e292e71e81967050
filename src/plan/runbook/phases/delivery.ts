import { fateOf } from '../../../model/fate.ts';
import type { Stage } from '../../../model/brief.ts';
import type { Matter } from '../matter.ts';

/** With what the stage comes: this pull request, a later one, or code alone. */
export function deliveryOf(stage: Stage, matter: Matter): string {
  const withSql = matter.stages.filter((one) => hasSql(one, matter));
  if (!withSql.includes(stage)) return 'Code only';
  if (withSql[0] === stage)
    return stage === 'contract'
      ? 'This pull request, merged only after the code of the switch has baked'
      : 'This pull request';
  return withSql[1] === stage ? 'The next pull request' : 'A pull request of its own, after that';
}

function hasSql(stage: Stage, { runs, proved, backfills }: Matter): boolean {
  return (
    runs.some((run) => run.stage === stage && fateOf(run.rehearsed) !== 'unreadable') ||
    proved.some(({ draft }) => draft.steps.some((step) => step.stage === stage && step.up.length > 0)) ||
    (stage === 'migrate' && backfills.length > 0)
  );
}
