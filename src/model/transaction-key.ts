import type { Rehearsal } from './rehearsal.ts';

/** The same text for all statements that commit together, also where several migrations share a transaction. */
export function transactionKey(
  { migrations }: Pick<Rehearsal, 'migrations'>,
  migration: number,
  transaction: number,
): string {
  let first = migration;
  const isShared = (index: number): boolean => migrations[index]?.transaction === 'all-pending';
  while (isShared(first) && isShared(first - 1)) first -= 1;
  return `${first} ${transaction}`;
}
