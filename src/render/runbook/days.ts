import type { TimelineDay } from '../../model/runbook.ts';

/** `Day 4`, `Days 5 to 14`, `Day 15 and after`. */
export function daysInWords({ from, to }: Pick<TimelineDay, 'from' | 'to'>): string {
  if (to === null) return `Day ${from} and after`;
  return from === to ? `Day ${from}` : `Days ${from} to ${to}`;
}
