/**
 * A time so many seconds before another, in the same form: `2026-12-05 02:00` and `2026-12-05 02:00 UTC`.
 * Null when the text is no date with a time, such as `Sunday 02:00`.
 */
export function timeBefore(text: string, seconds: number): string | null {
  const match = /^(\d{4})-(\d\d)-(\d\d)[ T](\d\d):(\d\d)(?::\d\d)?(.*)$/.exec(text.trim());
  if (match === null) return null;
  const [, year, month, day, hour, minute, rest = ''] = match;
  const at = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute));
  if (Number.isNaN(at)) return null;
  const earlier = new Date(at - seconds * 1000).toISOString();
  return `${earlier.slice(0, 10)} ${earlier.slice(11, 16)}${rest}`;
}
