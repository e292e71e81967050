import { objectsOf } from '../model/catalog.ts';
import type { Rehearsal } from '../model/rehearsal.ts';
import type { KnownStatistics } from '../model/statistics.ts';

/** Below this share of the shipped tables, equal names are chance. */
const ENOUGH = 0.5;

/** True when the statistics are of the project's dialect and know at least half of its shipped tables. */
export function serves(
  { statistics }: KnownStatistics,
  { project, shipped }: Pick<Rehearsal, 'project' | 'shipped'>,
): boolean {
  if (statistics.dialect !== project.dialect) return false;
  const names = new Set(statistics.tables.map(({ name }) => name));
  const tables = objectsOf(shipped, 'table');
  return tables.filter(({ name }) => names.has(name)).length >= tables.length * ENOUGH;
}
