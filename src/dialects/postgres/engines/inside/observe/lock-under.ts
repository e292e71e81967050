import type { Work } from '../../../../../model/observation.ts';
import { strongerLock } from '../../../lock-modes.ts';

/** What a statement that only uses rows takes, by what it does to them. */
const BY_WORK: Partial<Record<Work, string>> = { scan: 'AccessShareLock', rows: 'RowExclusiveLock' };
/** `ALTER TABLE` works on rows under its strongest lock, but for what validates. */
const BUILDS: ReadonlySet<Work> = new Set(['rewrite', 'index-build']);

/**
 * The lock that a statement needs by itself, in a transaction that holds `held` on the relation. A lock that is held
 * already is not taken again and does not show as new in `taken`, so that it is known by the kind of statement.
 */
export function lockUnder(
  held: string,
  taken: string,
  { word, work }: { readonly word: string; readonly work: Work },
): string {
  if (held === '') return taken;
  if (word === 'ALTER') return taken === '' || BUILDS.has(work) ? strongerLock(held, taken) : taken;
  if (taken !== '') return taken;
  if (word === 'CREATE' && work === 'index-build') return 'ShareLock';
  return SILENT.has(word) ? held : (BY_WORK[work] ?? held);
}

/** Statements that may do anything, or that keep everybody out while they read. */
const SILENT: ReadonlySet<string> = new Set([
  'DO',
  'CALL',
  'CLUSTER',
  'LOCK',
  'REFRESH',
  'REINDEX',
  'VACUUM',
]);
