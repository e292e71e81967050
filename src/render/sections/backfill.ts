import type { RootContent } from 'mdast';
import { countOf } from '../../lib/count-of.ts';
import type { Backfill } from '../../model/backfill.ts';
import { pathWithin } from '../../model/place.ts';
import type { ProjectPlan } from '../../model/plan.ts';
import type { Section } from '../fit.ts';
import { details, name, paragraph, sqlFence, type Inline } from '../nodes.ts';

/** Changes of rows that were proved in batches: what to run, to watch and to clean up; shorter without SQL; then their number. */
export function backfillSection({ backfills = [], rehearsal }: ProjectPlan): Section {
  if (backfills.length === 0) return { weight: 45, levels: [() => []] };
  const folder = rehearsal.project.path;
  const summary = `Backfill: ${countOf(backfills.length, 'change')} of rows in batches, tried`;
  return {
    weight: 45,
    levels: [
      () =>
        details(
          summary,
          backfills.flatMap((backfill) => backfillNodes(backfill, folder)),
        ),
      () =>
        details(
          summary,
          backfills.map((backfill) => paragraph(...titleOf(backfill, folder))),
        ),
      () => [paragraph(`${summary}.`)],
    ],
  };
}

function backfillNodes(backfill: Backfill, folder: string): RootContent[] {
  const { prepare, procedure, progress, skipped, cleanUp } = backfill;
  return [
    paragraph(...titleOf(backfill, folder)),
    ...(procedure === null ? [] : [sqlFence([...prepare, ...procedure])]),
    paragraph('Watch it, see what was skipped, and clean up at the end:'),
    sqlFence([progress, skipped, ...cleanUp]),
  ];
}

function titleOf({ path, line, relation, key, batch, proof }: Backfill, folder: string): Inline[] {
  const columns = key.flatMap((column, index) => (index === 0 ? [name(column)] : [', ', name(column)]));
  return [
    name(`${pathWithin(folder, path)}:${line}`),
    ' walks ',
    name(relation),
    ' by ',
    ...columns,
    `: ${countOf(batch.rows, 'row')} a batch, ${batch.pause} ms between them. Stopped, broken off and gone on with on ${countOf(proof.rows, 'synthetic row')}: the same as the single statement.`,
  ];
}
