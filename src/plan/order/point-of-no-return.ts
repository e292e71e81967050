import type { PointOfNoReturn } from '../../model/order.ts';
import { pathWithin } from '../../model/place.ts';
import type { Rehearsal } from '../../model/rehearsal.ts';
import { statementSummary } from '../statement-summary.ts';

/** Where the change loses data for the first time; null when it loses none. */
export function pointOfNoReturn({ migrations, project }: Rehearsal): PointOfNoReturn | null {
  const losing = migrations.flatMap(({ change, statements }) =>
    statements
      .filter(({ dataLoss, overwritten }) => dataLoss.length + overwritten.length > 0)
      .map((rehearsed) => ({ rehearsed, path: change.migration.path })),
  );
  const [first] = losing;
  if (first === undefined) return null;
  const { statement } = first.rehearsed;
  const lost = losing.flatMap(({ rehearsed }) =>
    [...rehearsed.dataLoss, ...rehearsed.overwritten].map(({ object }) => object),
  );
  return {
    place: `${pathWithin(project.path, first.path)}:${statement.span.line}`,
    summary: statementSummary(statement),
    lost: [...new Set(lost)],
  };
}
