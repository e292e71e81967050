import type { Matter } from './matter.ts';
import { shippedTables } from './names.ts';

/** True when rows that are there are copied, filled or rewritten: there is something to compare then. */
export function movesRows({ backfills, proved, statements, stages, brief }: Matter): boolean {
  if ((brief?.move?.data.length ?? 0) > 0) return true;
  if (backfills.length > 0 || proved.length > 0 || stages.includes('migrate')) return true;
  return statements.some(({ rehearsed }) =>
    rehearsed.effects.some(({ work }) => work === 'rows' || work === 'rewrite'),
  );
}

/** True when something works for as long as a shipped table is big. */
export function worksOnRows(matter: Matter): boolean {
  const shipped = new Set(shippedTables(matter));
  return (
    matter.backfills.length > 0 ||
    matter.statements.some(({ rehearsed }) =>
      rehearsed.effects.some(({ relation, work }) => work !== 'metadata' && shipped.has(relation)),
    )
  );
}

/** True when a statement that is run as it stands makes others wait for a time that grows. */
export function blocksOthers({ runs }: Matter): boolean {
  return runs.some(({ rehearsed }) => rehearsed.blocking);
}

/** True when the change can hurt: then it is tried on a copy of production first. */
export function isDangerous(matter: Matter): boolean {
  return (
    matter.stages.includes('contract') || matter.lost.length > 0 || blocksOthers(matter) || movesRows(matter)
  );
}
