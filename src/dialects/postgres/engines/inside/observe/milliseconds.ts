const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, min: 60_000, h: 3_600_000, d: 86_400_000 };

/** A time setting as the server prints it, `5s`, in milliseconds; 0 when it is off. */
export function milliseconds(setting: string): number {
  const [, amount, unit] = /^(\d+)([a-z]*)$/.exec(setting) ?? [];
  return Number(amount ?? 0) * (UNITS[unit ?? ''] ?? 1);
}
