const DAY = 86_400_000;

/** The day of a moment, `2026-11-30`. */
export function dayOf(moment: string): string {
  return moment.slice(0, 10);
}

/** The day so many days later. */
export function daysAfter(day: string, days: number): string {
  return dayOf(new Date(Date.parse(`${dayOf(day)}T00:00:00Z`) + days * DAY).toISOString());
}
