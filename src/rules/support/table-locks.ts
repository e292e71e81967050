/**
 * Lock modes on a table that an insert, update or delete has to wait for; the others that keep somebody waiting are on
 * rows. https://www.postgresql.org/docs/current/explicit-locking.html#LOCKING-TABLES
 */
export const TABLE_LOCKS: ReadonlySet<string> = new Set([
  'ShareLock',
  'ShareRowExclusiveLock',
  'ExclusiveLock',
  'AccessExclusiveLock',
]);
