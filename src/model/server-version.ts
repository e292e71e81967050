import { usageProblem } from './problem.ts';
import type { DialectId } from './project.ts';

/** A version as the configuration or an option has it: `16`, `'3.40'`. */
export type WrittenVersion = number | string;

/** How the versions of a dialect are told apart by one number. */
interface Numbering {
  /** The number of `16.4`, part by part; null where there is no such version. */
  readonly number: (parts: readonly number[]) => number | null;
  readonly words: (version: number) => string;
  /** What people write, for messages. */
  readonly example: string;
}

/** Minor versions of PostgreSQL change nothing that is asked here; SQLite has been at 3 since 2004. */
const NUMBERINGS: Readonly<Record<DialectId, Numbering>> = {
  postgres: { number: ([major = 0]) => major, words: String, example: '16' },
  mysql: { number: byThousands, words: byPoints, example: "'8.0.35'" },
  sqlite: {
    number: ([first = 0, second]) => {
      if (second === undefined) return first;
      return first === 3 ? second : null;
    },
    words: (version) => `3.${version}`,
    example: "'3.40'",
  },
};

function byThousands([major = 0, minor = 0, patch = 0]: readonly number[]): number {
  return (major * 1000 + minor) * 1000 + patch;
}

function byPoints(version: number): string {
  const [major, minor, patch] = [
    Math.floor(version / 1e6),
    Math.floor(version / 1000) % 1000,
    version % 1000,
  ];
  return patch === 0 ? `${major}.${minor}` : `${major}.${minor}.${patch}`;
}

/** The number by which a dialect tells versions apart: 18 of `18.6`, or 54 of SQLite's `3.54.1`. */
export function versionNumber(dialect: DialectId, version: string): number {
  return NUMBERINGS[dialect].number(partsOf(version)) ?? 0;
}

/** The number of a version that somebody wrote. Throws a `Problem` when the dialect has no such version. */
export function toldVersion(dialect: DialectId, written: WrittenVersion | null): number | null {
  if (written === null) return null;
  const { number, example } = NUMBERINGS[dialect];
  const version = number(partsOf(String(written)));
  if (version !== null) return version;
  throw usageProblem(
    'invalid-server-version',
    `\`${written}\` is no version of the database that the migrations are for.`,
    `Write server-version as \`${example}\`.`,
  );
}

/** A version as people say it: `16`, `3.40`. */
export function versionWords(dialect: DialectId, version: number): string {
  return NUMBERINGS[dialect].words(version);
}

function partsOf(version: string): number[] {
  return version.split('.').map((part) => Number.parseInt(part, 10));
}
