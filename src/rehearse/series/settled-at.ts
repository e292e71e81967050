import type { SeriesDraft } from '../../model/series.ts';

/** Index of the last step before code relies on the new shape, or the old one goes. */
export function settledAt({ steps }: SeriesDraft): number {
  const first = steps.findIndex(({ stage }) => stage === 'switch' || stage === 'contract');
  return (first === -1 ? steps.length : first) - 1;
}
