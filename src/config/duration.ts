/** Milliseconds per unit, as PostgreSQL writes them. */
const UNITS: ReadonlyMap<string, number> = new Map([
  ['ms', 1],
  ['s', 1_000],
  ['min', 60_000],
  ['h', 3_600_000],
]);

/** A duration such as `5s`, `500ms` or `1min` in milliseconds; a bare number is milliseconds; null when it is none. */
export function parseDuration(text: string): number | null {
  const [, digits, unit = 'ms'] = /^\s*(\d{1,9})\s*(ms|s|min|h)?\s*$/.exec(text) ?? [];
  const factor = UNITS.get(unit);
  return digits === undefined || factor === undefined ? null : Number(digits) * factor;
}
