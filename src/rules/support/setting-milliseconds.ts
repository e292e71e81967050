const UNITS: Readonly<Record<string, number>> = {
  us: 0.001,
  ms: 1,
  s: 1000,
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/**
 * A time setting as the server keeps it, in milliseconds, which is also its unit when none is written; null when it is
 * no time. https://www.postgresql.org/docs/current/config-setting.html#CONFIG-SETTING-NAMES-VALUES
 */
export function settingMilliseconds(value: string): number | null {
  const [, number, unit] = /^\s*(\d+(?:\.\d+)?)\s*(us|ms|s|min|h|d)?\s*$/.exec(value) ?? [];
  return number === undefined ? null : Math.round(Number(number) * (UNITS[unit ?? 'ms'] ?? 1));
}
