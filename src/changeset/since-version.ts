import { byCloseness } from '../lib/nearest.ts';
import { compareVersions } from '../lib/version-order.ts';
import type { Migration } from '../model/migration.ts';
import { usageProblem, type Problem } from '../model/problem.ts';
import { readFileName } from './file-name.ts';

/** The version in `0003`, `V0003` or `0003_add_users.sql`. */
function versionIn(since: string): string {
  const name = since.replace(/\.sql$/i, '');
  return readFileName(name)?.version ?? name;
}

/** Whether a migration is history when everything up to `version` is shipped. */
export function isShipped({ version }: Migration, since: string): boolean {
  return compareVersions(version, versionIn(since)) <= 0;
}

/** Whether one of the migrations has that very version. */
export function knows(migrations: readonly Migration[], since: string): boolean {
  return migrations.some(({ version }) => compareVersions(version, versionIn(since)) === 0);
}

/** No project has the version after which the change begins. */
export function unknownVersion(since: string, versions: readonly string[]): Problem {
  const close = nearestVersions(versionIn(since), [...new Set(versions)]);
  return usageProblem(
    'unknown-version',
    `No migration has the version ${since}.`,
    close.length === 0
      ? 'There are no migrations at all; name the folder that holds them.'
      : `The nearest versions are ${close.join(', ')}.`,
  );
}

/** The versions around it in order, and those that are spelled most like it. */
function nearestVersions(wanted: string, versions: readonly string[]): string[] {
  const ordered = [...versions].sort(compareVersions);
  const next = ordered.findIndex((version) => compareVersions(version, wanted) > 0);
  const after = next === -1 ? ordered.length : next;
  const around = ordered.slice(Math.max(0, after - 1), after + 1);
  const close = new Set([...around, ...byCloseness(wanted, ordered).slice(0, 3)]);
  return ordered.filter((version) => close.has(version));
}
