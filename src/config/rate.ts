/** Bytes per unit, in powers of 1,000 as for disks. */
const UNITS: ReadonlyMap<string, number> = new Map([
  ['kB', 1_000],
  ['MB', 1_000_000],
  ['GB', 1_000_000_000],
]);

/** `200MB/s` in bytes a second, or `20000/s` in rows a second; null when it is none or would never end. */
export function parseRate(text: string, unit: 'bytes' | 'rows'): number | null {
  const [, number = '', size] = /^\s*(\d{1,9}(?:\.\d{1,3})?)\s*(kB|MB|GB)?\/s\s*$/.exec(text) ?? [];
  const factor = unit === 'rows' ? (size === undefined ? 1 : undefined) : UNITS.get(size ?? '');
  const value = factor === undefined || number === '' ? 0 : Math.round(Number(number) * factor);
  return value > 0 ? value : null;
}
