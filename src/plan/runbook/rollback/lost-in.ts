import type { Stage } from '../../../model/brief.ts';
import type { Matter } from '../matter.ts';

/** Tables, columns and values that are gone for good after a stage. A series destroys nothing before its contract. */
export function lostIn(stage: Stage, { runs, replaced }: Matter): string[] {
  const losing = [...runs.filter((run) => run.stage === stage), ...(stage === 'contract' ? replaced : [])];
  const lost = losing.flatMap(({ rehearsed }) => [...rehearsed.dataLoss, ...rehearsed.overwritten]);
  return [...new Set(lost.map(({ object }) => object))];
}
