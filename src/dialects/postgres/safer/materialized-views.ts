import { objectsOf } from '../../../model/catalog.ts';
import { isFact, textFact } from '../../catalog/facts.ts';
import { indexKeys } from '../rows/upsert-targets.ts';
import type { Occasion, Offer } from './offer.ts';

/** Refreshes a materialized view while it is read; needs a unique index over all of its rows. */
export function refreshGently({ statement, difference }: Occasion): Offer | null {
  const [change] = statement.changes;
  if (change?.kind !== 'refresh-materialized-view' || change.concurrently || change.withoutData) return null;
  const indexes = objectsOf(difference.before, 'index', change.object);
  const isIdentified = indexes.some((index) => {
    const keys = indexKeys(textFact(index, 'definition') ?? '');
    const isWhole = textFact(index, 'predicate') === null && keys.every((key) => !key.includes('('));
    return isWhole && isFact(index, 'unique') && isFact(index, 'valid');
  });
  if (!isIdentified) return null;
  return {
    sql: [`REFRESH MATERIALIZED VIEW CONCURRENTLY ${change.object}`],
    note: 'Readers see the old rows until it is done. It takes longer than a plain refresh when most rows change.',
  };
}
