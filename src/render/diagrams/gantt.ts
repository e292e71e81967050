import type { Code } from 'mdast';
import { labelOf } from './label.ts';

/** A stretch of days in a timeline. Labels may hold anything. */
export interface Bar {
  readonly label: string;
  /** First and last day, counted from the start. */
  readonly from: number;
  readonly to: number;
  /** Drawn as what cannot be taken back. */
  readonly critical: boolean;
  /** A decision at the end of the last day; null for none. */
  readonly gate: string | null;
}

/** Bars under a title of their own. */
export interface Lane {
  readonly label: string;
  readonly bars: readonly Bar[];
}

/** Keeps what a label says from being read as a keyword. */
const LEAD = 'Day';
/** Longer ones reach out of the picture. */
const LONGEST = { lane: 24, bar: 60 };
const MOST_TICKS = 16;

/**
 * A fence of days without dates: one day is one millisecond, and the axis shows the milliseconds.
 * https://mermaid.js.org/syntax/gantt.html
 */
export function gantt(lanes: readonly Lane[]): Code {
  const lines = [
    'gantt',
    'dateFormat x',
    `axisFormat ${LEAD} %Q`,
    `tickInterval ${tickOf(lanes)}millisecond`,
    'todayMarker off',
    ...lanes.flatMap(({ label, bars }) => [
      `section ${labelOf(label, LONGEST.lane)}`,
      ...bars.flatMap(barLines),
    ]),
  ];
  return { type: 'code', lang: 'mermaid', value: lines.join('\n  ') };
}

function barLines({ label, from, to, critical, gate }: Bar): string[] {
  const days = from === to ? String(from) : `${from} to ${to}`;
  const bar = `${LEAD} ${days}, ${labelOf(label, LONGEST.bar)} :${critical ? 'crit, ' : ''}${from}, ${to - from + 1}ms`;
  return gate === null
    ? [bar]
    : [bar, `${LEAD} ${to}, ${labelOf(gate, LONGEST.bar)} :milestone, ${to + 1}, 0ms`];
}

/** Days between two marks of the axis. */
function tickOf(lanes: readonly Lane[]): number {
  const days = Math.max(1, ...lanes.flatMap(({ bars }) => bars.map(({ to }) => to + 1)));
  return Math.ceil(days / MOST_TICKS);
}
