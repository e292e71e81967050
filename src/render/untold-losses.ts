import type { DataLoss, Trial } from '../model/rehearsal.ts';

/** Losses of a way back that no difference of rows tells already. */
export function untoldLosses({ drift, lost }: Trial): DataLoss[] {
  const told = new Set(drift.filter(({ kind }) => kind === 'rows').map(({ object }) => object));
  return lost.filter(({ object }) => !told.has(object));
}

/** What does not come back, before and after the object's name. */
export function lossWords(kind: DataLoss['kind']): string {
  return { rows: 'Rows of ', column: 'Values of ', table: 'Rows of table ' }[kind];
}
