import type { Catalog } from '../../../model/catalog.ts';
import type { Inverse } from '../../../model/dialect.ts';
import { planBuild } from './build.ts';
import { defaultPrivilegeChanges } from './grants.ts';
import { impossibleParts, lossesOf } from './losses.ts';
import { objectsMadeAgain } from './made-again.ts';
import { pairObjects } from './pairing.ts';
import { movedAside, renamesBack } from './renaming.ts';
import { orderSteps, sqlOf } from './steps.ts';
import { lateSteps, planTeardown } from './teardown.ts';

/**
 * SQL that takes the schema from `after` back to `before`: drops what is extra, puts names back, makes and alters the
 * rest, and drops at the end what was still in use. Renames are told by the engine's own identity, so that data stays.
 */
export function invert(before: Catalog, after: Catalog): Inverse {
  const moments = pairObjects(before, after);
  const again = objectsMadeAgain(moments);
  const teardown = planTeardown(moments, again);
  const late = movedAside(teardown.late, moments);
  const defaults = moments.extra
    .filter((object) => object.kind === 'default-privileges')
    .flatMap((object) => defaultPrivilegeChanges(null, object));
  return {
    sql: [
      ...sqlOf(orderSteps(teardown.early)),
      ...late.flatMap(({ sql }) => sql),
      ...renamesBack(moments, again),
      ...sqlOf(orderSteps(planBuild(moments, again))),
      ...defaults,
      ...sqlOf(orderSteps(lateSteps(late))),
    ],
    lost: lossesOf(moments, again),
    impossible: impossibleParts(moments, teardown.stuck),
  };
}
