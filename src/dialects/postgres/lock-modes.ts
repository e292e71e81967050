import type { Blocks } from '../../model/observation.ts';

/**
 * What each table lock keeps others from, weakest first.
 * https://www.postgresql.org/docs/current/explicit-locking.html#LOCKING-TABLES
 */
const MODES: Readonly<Record<string, Blocks>> = {
  AccessShareLock: 'nothing',
  RowShareLock: 'nothing',
  RowExclusiveLock: 'schema-changes',
  ShareUpdateExclusiveLock: 'schema-changes',
  ShareLock: 'writes',
  ShareRowExclusiveLock: 'writes',
  ExclusiveLock: 'writes',
  AccessExclusiveLock: 'reads-and-writes',
};

const ORDER = Object.keys(MODES);

/** What a lock mode blocks; a mode that is not known counts as the strongest. */
export function blockedBy(mode: string): Blocks {
  return mode === '' ? 'nothing' : (MODES[mode] ?? 'reads-and-writes');
}

/** Nobody but `REFRESH` writes a materialized view: what keeps writers from a table keeps only refreshes from it. */
export function blockedOnMaterializedView(mode: string): Blocks {
  const blocks = blockedBy(mode);
  return blocks === 'writes' ? 'schema-changes' : blocks;
}

/** The stronger of two lock modes; `''` is none. */
export function strongerLock(left: string, right: string): string {
  return ORDER.indexOf(left) >= ORDER.indexOf(right) ? left : right;
}
