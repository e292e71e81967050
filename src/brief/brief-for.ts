import { matchesPattern } from '../lib/wildcard.ts';
import type { Brief } from '../model/brief.ts';
import type { Migration } from '../model/migration.ts';
import { usageProblem } from '../model/problem.ts';

/**
 * The brief that the migrations belong to; null when there is none.
 *
 * @throws Problem `two-briefs` when two briefs claim one migration, or the migrations of one change belong to two.
 */
export function briefFor(
  migrations: readonly Pick<Migration, 'path' | 'version'>[],
  briefs: readonly Brief[],
): Brief | null {
  let found: { readonly brief: Brief; readonly path: string } | null = null;
  for (const migration of migrations) {
    for (const brief of briefs.filter((one) => belongsTo(migration, one))) {
      if (found !== null && found.brief !== brief) throw twoBriefs(found, brief, migration.path);
      found = { brief, path: migration.path };
    }
  }
  return found?.brief ?? null;
}

/** Whether the brief names the migration, by a pattern of its path or by its version. */
export function belongsTo({ path, version }: Pick<Migration, 'path' | 'version'>, brief: Brief): boolean {
  return brief.migrations.some((written) => written === version || matchesPattern(path, written));
}

function twoBriefs(
  first: { readonly brief: Brief; readonly path: string },
  second: Brief,
  path: string,
): Error {
  const one = first.brief.path;
  const isSame = first.path === path;
  return usageProblem(
    'two-briefs',
    isSame
      ? `${path} belongs to two briefs: ${one} and ${second.path}.`
      : `The change has two briefs: ${one} for ${first.path}, and ${second.path} for ${path}.`,
    isSame
      ? 'Take it out of the migrations of one of them.'
      : 'Put both into one, or ship the migrations one after the other. holdpoint plan takes the brief that is named.',
  );
}
