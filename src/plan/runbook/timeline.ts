import { codes } from '../../lib/code.ts';
import { countOf } from '../../lib/count-of.ts';
import { listInWords } from '../../lib/list-in-words.ts';
import type { Stage } from '../../model/brief.ts';
import type { TimelineDay } from '../../model/runbook.ts';
import { backfillHours } from './backfill-hours.ts';
import type { Matter } from './matter.ts';
import { migrateItems, preparationItems } from './timeline-items.ts';
import { oldAndNew } from './old-and-new.ts';

/** Hours of a day in which somebody watches a backfill. */
const HOURS_A_DAY = 8;

type Part = Omit<TimelineDay, 'from' | 'to'> & { readonly days: number | null };

/** Step 6: the days, computed from what there is to do. */
export function timelineOf(matter: Matter): TimelineDay[] {
  let day = 0;
  return partsOf(matter).map(({ days, ...part }) => {
    const from = day;
    if (days !== null) day += days;
    return { from, to: days === null ? null : from + days - 1, ...part };
  });
}

function partsOf(matter: Matter): Part[] {
  const bake: Part[] = matter.stages.includes('contract') && matter.bakeDays > 0 ? [bakePart(matter)] : [];
  return [
    {
      days: 1,
      title: 'Preparation',
      stage: 'preparation',
      items: preparationItems(matter),
      gate: null,
    },
    ...matter.stages.flatMap((stage) => [...(stage === 'contract' ? bake : []), partOf(stage, matter)]),
  ];
}

function partOf(stage: Stage, matter: Matter): Part {
  return {
    days: daysOf(stage, matter),
    title: stage.charAt(0).toUpperCase() + stage.slice(1),
    stage,
    items: itemsOf(stage, matter),
    gate: gateOf(stage, matter),
  };
}

/** The last stage has no end of its own; a backfill takes as many days as its hours need. */
function daysOf(stage: Stage, matter: Matter): number | null {
  if (stage === 'contract') return null;
  if (stage !== 'migrate') return 1;
  const hours = backfillHours(matter);
  return hours === null ? 1 : Math.max(1, Math.ceil(hours / HOURS_A_DAY));
}

function itemsOf(stage: Stage, matter: Matter): string[] {
  const { old, new: fresh } = oldAndNew(matter);
  const files = filesOf(stage, matter);
  const ship = files.length === 0 ? [] : [`Run ${listInWords(codes(files), 5)}`];
  switch (stage) {
    case 'expand':
      return [
        ...ship,
        ...(old !== '' && fresh !== ''
          ? ['Deploy the dual-write', 'Verify that both sides receive writes']
          : []),
        'Watch for 24 hours',
      ];
    case 'migrate':
      return [...ship, ...migrateItems(matter)];
    case 'switch':
      return [
        fresh === '' ? `Deploy code without ${old || 'the old shape'}` : `Deploy reads from ${fresh}`,
        'Watch errors and latency',
        'Integration tests pass, dashboards are right',
      ];
    case 'contract':
      return [
        ...(matter.lost.length > 0
          ? ['Take the snapshot again, right before, and keep it as the archive']
          : []),
        ...ship,
        ...contractItems(old, fresh),
      ];
  }
}

/** Files of the statements that are run as they stand, and of the steps of series. */
function filesOf(stage: Stage, { runs, proved }: Matter): string[] {
  const own = runs
    .filter((run) => run.stage === stage)
    .map(({ place }) => place.slice(0, place.lastIndexOf(':')));
  const steps = proved.flatMap(({ draft }) => draft.steps);
  const ofSeries = steps.filter((step) => step.stage === stage && step.up.length > 0);
  return [...new Set([...own, ...ofSeries.map(({ name }) => `${name}.sql`)])];
}

function contractItems(old: string, fresh: string): string[] {
  return [
    ...(old !== '' && fresh !== '' ? ['Remove the dual-write code and its flags'] : []),
    ...(old === '' ? [] : [`Remove what is left of ${old} in the code`]),
    'Update the documentation',
  ];
}

function gateOf(stage: Stage, { stages }: Matter): string | null {
  const next = stages[stages.indexOf(stage) + 1];
  return next === undefined ? null : `Go/no-go for ${next}`;
}

function bakePart(matter: Matter): Part {
  const { old, new: fresh } = oldAndNew(matter);
  return {
    days: matter.bakeDays,
    title: 'Bake',
    stage: 'bake',
    items: [
      old !== '' && fresh !== '' ? 'Both paths stay active' : `${old || 'The old shape'} stays, unused`,
      `Collect error rate, latency${fresh === '' ? '' : ' and consistency'} for ${countOf(matter.bakeDays, 'day')}`,
      ...(matter.lost.length === 0
        ? []
        : [`Last days in which ${listInWords(codes(matter.lost), 2)} can be had back`]),
    ],
    gate: 'Stable: go/no-go for contract',
  };
}
