import type { BriefMetric } from '../../model/brief.ts';
import type { MetricRow } from '../../model/runbook.ts';
import { affectedComponents } from './components.ts';
import type { Matter } from './matter.ts';
import { blocksOthers, movesRows, worksOnRows } from './traits.ts';

interface UsualMetric extends Omit<MetricRow, 'id'> {
  /** Whether this change calls for it. */
  readonly concerns: (matter: Matter) => boolean;
}

/** The usual thresholds of `docs/plan-contents.md`. */
const USUAL: Readonly<Record<string, UsualMetric>> = {
  'error-rate': {
    metric: 'Error rate',
    normal: '< 0.1 %',
    alert: '> 1 %',
    action: 'Pause and investigate',
    concerns: () => true,
  },
  'p95-latency': {
    metric: 'p95 latency',
    normal: '< 200 ms',
    alert: '> 500 ms',
    action: 'Check query plans',
    concerns: () => true,
  },
  'database-cpu': {
    metric: 'Database CPU',
    normal: '< 60 %',
    alert: '> 80 %',
    action: 'Smaller batches',
    concerns: worksOnRows,
  },
  'database-connections': {
    metric: 'Database connections',
    normal: '< 80 % of the pool',
    alert: '> 90 %',
    action: 'Pause',
    concerns: waits,
  },
  'queue-depth': {
    metric: 'Queue depth',
    normal: '< 100',
    alert: '> 1000',
    action: 'Slow the writes',
    concerns: queues,
  },
  'row-count-delta': {
    metric: 'Row-count delta',
    normal: '0',
    alert: '> 0',
    action: 'Investigate',
    concerns: movesRows,
  },
};

function waits(matter: Matter): boolean {
  return blocksOthers(matter) || matter.backfills.length > 0 || matter.said.move !== null;
}

function queues(matter: Matter): boolean {
  const jobs = (matter.brief?.dependencies ?? []).some(({ kind }) => kind === 'job');
  return jobs || affectedComponents(matter).has('workers') || (matter.brief?.move?.webhooks.length ?? 0) > 0;
}

/** What is watched: usual metrics that this change calls for, with configured thresholds; what is named besides is added. */
export function metricRows(matter: Matter): MetricRow[] {
  const { brief, settings } = matter;
  const told: Readonly<Record<string, BriefMetric>> = { ...settings.metrics, ...brief?.metrics };
  const usual = Object.entries(USUAL).flatMap(([id, { concerns, ...metric }]) =>
    concerns(matter) || brief?.metrics[id] !== undefined ? [overlaid(id, metric, told[id])] : [],
  );
  const added = Object.entries(told)
    .filter(([id]) => USUAL[id] === undefined)
    .map(([id, metric]) =>
      overlaid(id, { metric: inWords(id), normal: '', alert: '', action: 'Investigate' }, metric),
    );
  return [...usual, ...added];
}

function overlaid(id: string, usual: Omit<MetricRow, 'id'>, told: BriefMetric | undefined): MetricRow {
  if (told === undefined) return { id, ...usual };
  return { id, ...usual, normal: told.normal, alert: told.alert, action: told.action ?? usual.action };
}

function inWords(id: string): string {
  const words = id.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
