import { code, codes } from '../../lib/code.ts';
import { pathWithin } from '../../model/place.ts';
import type { ProjectPlan } from '../../model/plan.ts';
import { wrap } from './columns.ts';
import type { Ink } from './ink.ts';
import { plain } from './plain.ts';

/** One sentence for each change of rows that was proved in batches; its SQL stands with the finding and in the JSON report. */
export function backfillLines({ backfills = [], rehearsal }: ProjectPlan, ink: Ink): string[] {
  return backfills.flatMap(({ path, line, relation, key, batch, proof }) => {
    const place = code(`${pathWithin(rehearsal.project.path, path)}:${line}`);
    const way = `walks ${code(relation)} by ${codes(key).join(', ')}, ${batch.rows} rows a batch`;
    return wrap(plain(`Backfill: ${place} ${way}; the same on ${proof.rows} synthetic rows.`), ink.width);
  });
}
