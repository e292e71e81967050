import { code, codes } from '../lib/code.ts';
import { compareText, compareVersions } from '../lib/version-order.ts';
import type { ChangedMigration, Migration } from '../model/migration.ts';
import type { HistoryFault } from '../model/project.ts';
import type { HistoryOrder } from './compare-histories.ts';

export interface HistoryFacts {
  /** Shipped migrations, in running order. */
  readonly base: readonly Migration[];
  /** All migrations at head, in running order. */
  readonly head: readonly Migration[];
  readonly changes: readonly ChangedMigration[];
  readonly uniqueVersions: boolean;
  readonly order: HistoryOrder;
  /** What the framework does with a version that comes late; null where nobody knows. */
  readonly late: string | null;
}

/** Two migrations of one version, when the change brings at least one of them. */
export function duplicateVersions({ head, changes, uniqueVersions }: HistoryFacts): HistoryFault[] {
  if (!uniqueVersions) return [];
  const changed = new Set(changes.map(({ migration }) => migration));
  return sameVersions(head)
    .filter((group) => group.some((migration) => changed.has(migration)))
    .map((group) => {
      const paths = group.map(({ path }) => path);
      const version = group[0]?.version ?? null;
      const detail = `${listed(paths)} have the same version ${code(version ?? '')}; the framework runs one of them or refuses both.`;
      return { kind: 'duplicate-version', paths, version, detail };
    });
}

/** New migrations that sort before one that is shipped. */
export function outOfOrder({ base, head, changes, order, late }: HistoryFacts): HistoryFault[] {
  const last = base.filter(({ repeatable }) => repeatable !== true).at(-1);
  if (last === undefined) return [];
  const place = new Map(head.map((migration, index) => [idOf(migration), index]));
  const isEarlier = (migration: Migration): boolean =>
    order === 'as-listed'
      ? (place.get(idOf(migration)) ?? 0) < (place.get(idOf(last)) ?? 0)
      : compareVersions(migration.version, last.version) < 0;
  return changes
    .filter(({ migration, was }) => was?.version !== migration.version)
    .filter(({ migration }) => isEarlier(migration))
    .map(({ migration: { path, version } }) => ({
      kind: 'out-of-order',
      paths: [path, last.path],
      version,
      detail: `${code(path)} sorts before ${code(last.path)}, which is shipped; ${late ?? `databases that ran ${code(last.version)} already skip it, run it late or refuse it`}.`,
    }));
}

/** Tells migrations apart, also where one file holds several. */
function idOf({ path, version }: Migration): string {
  return JSON.stringify([path, version]);
}

function sameVersions(ordered: readonly Migration[]): Migration[][] {
  const groups: Migration[][] = [];
  for (const migration of ordered) {
    const group = groups.at(-1);
    const version = group?.at(-1)?.version;
    if (version !== undefined && compareVersions(version, migration.version) === 0) group?.push(migration);
    else groups.push([migration]);
  }
  return groups.filter((group) => group.length > 1);
}

function listed(paths: readonly string[]): string {
  const sorted = codes([...paths].sort(compareText));
  return `${sorted.slice(0, -1).join(', ')} and ${sorted.at(-1) ?? ''}`;
}
