import type { Dialect } from '../model/dialect.ts';

/** The number by which a dialect tells versions apart: 18 of `18.6`, or 54 of `3.54.1`. */
export function versionNumber({ traits }: Pick<Dialect, 'traits'>, version: string): number {
  return Number.parseInt(version.split('.')[traits.versionPart ?? 0] ?? '', 10);
}
