import type { Stage } from '../../model/brief.ts';
import type { Matter } from './matter.ts';

/** Stages for which nobody said both what must hold and what starts a rollback. */
export function withoutCriteria({ brief, stages }: Pick<Matter, 'brief' | 'stages'>): Stage[] {
  return stages.filter((stage) => {
    const criteria = brief?.criteria[stage];
    return criteria === undefined || criteria.go.length === 0 || criteria.rollback.length === 0;
  });
}
