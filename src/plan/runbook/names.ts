import type { Matter } from './matter.ts';

/** Longest list in a sentence. */
export const MOST_NAMES = 3;

/** Shipped relations that the change works on, sorted. */
function relationsOf({ statements, difference }: Matter): string[] {
  const names = [
    ...statements.flatMap(({ rehearsed }) =>
      rehearsed.statement.kind === 'readable'
        ? rehearsed.statement.changes.flatMap(({ relation }) => relation ?? [])
        : [],
    ),
    ...difference.flatMap(({ kind, before, relation }) =>
      before === null ? [] : kind === 'table' ? [before.name] : (relation ?? []),
    ),
  ];
  return [...new Set(names)].sort();
}

/** Relations of the change that stand before it. */
export function shippedTables(matter: Matter): string[] {
  const shipped = (matter.plan?.projects ?? []).map(({ rehearsal }) => rehearsal.shipped);
  return relationsOf(matter).filter((name) =>
    shipped.some((catalog) => catalog.has(`table ${name}`) || catalog.has(`materialized-view ${name}`)),
  );
}
