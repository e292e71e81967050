/** A version that is a moment: how it is written, and how long the next one must be away, in milliseconds. */
interface Clockwork {
  readonly pattern: RegExp;
  readonly step: number;
  readonly read: (version: string) => number;
  readonly write: (time: number) => string;
}

const SECOND = 1000;
const DAY = 86_400_000;

function digits(time: number): string {
  return new Date(time).toISOString().replace(/\D/g, '');
}

function moment(text: string): number {
  const part = (from: number, to: number): number => Number(text.slice(from, to) || '0');
  return Date.UTC(
    part(0, 4),
    Math.max(0, part(4, 6) - 1),
    Math.max(1, part(6, 8)),
    part(8, 10),
    part(10, 12),
    part(12, 14),
  );
}

function inDigits(pattern: RegExp, length: number, step: number): Clockwork {
  return { pattern, step, read: moment, write: (time) => digits(time).slice(0, length) };
}

/** `2024-01-31-120000` and `2024_01_31`, with the marks that the last version has. */
function dated(last: string): Clockwork {
  const length = last.replace(/\D/g, '').length;
  return {
    pattern: /./,
    step: length > 8 ? (length > 12 ? SECOND : 60 * SECOND) : DAY,
    read: (version) => moment(version.replace(/\D/g, '')),
    write: (time) => {
      let at = 0;
      const all = digits(time);
      return last.replace(/\d/g, () => all.charAt(at++));
    },
  };
}

const CLOCKWORKS: readonly Clockwork[] = [
  inDigits(/^(?:19|20)\d{12}$/, 14, SECOND),
  inDigits(/^(?:19|20)\d{10}$/, 12, 60 * SECOND),
  inDigits(/^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/, 8, DAY),
  { pattern: /^1\d{12}$/, step: SECOND, read: Number, write: (time) => time.toFixed(0) },
  {
    pattern: /^1\d{9}$/,
    step: SECOND,
    read: (version) => Number(version) * SECOND,
    write: (time) => (time / SECOND).toFixed(0),
  },
];

/**
 * The next free versions after the last one, in its own scheme: moments from `now` on, each a second (or a minute, or
 * a day, as far as it is written) after the one before; numbers of the same width; the last part of a dotted version.
 */
export function nextVersions(last: string, count: number, now: Date): readonly string[] {
  const isDated = /^\d{4}([-_])\d{2}\1\d{2}/.test(last);
  const clockwork = isDated ? dated(last) : CLOCKWORKS.find(({ pattern }) => pattern.test(last));
  if (clockwork !== undefined) return moments(clockwork, last, count, now);
  return Array.from({ length: count }, (_, index) =>
    last.replace(/\d+(?=\D*$)/, (number) =>
      (BigInt(number) + BigInt(index + 1)).toString().padStart(number.length, '0'),
    ),
  );
}

function moments({ step, read, write }: Clockwork, last: string, count: number, now: Date): string[] {
  const start = Math.max(Math.floor(now.getTime() / step) * step, read(last) + step);
  return Array.from({ length: count }, (_, index) => write(start + index * step));
}
