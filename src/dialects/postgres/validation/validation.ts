import type { Catalog } from '../../../model/catalog.ts';
import type { RehearsedStatement } from '../../../model/rehearsal.ts';
import { constraintQueries, domainQueries } from './constraints.ts';
import { qualified } from '../rows/names.ts';
import { computedQueries } from './computed-values.ts';
import { conversionQueries } from './conversions.ts';
import { copyQueries } from './copies.ts';
import { Difference } from '../../validation/difference.ts';
import { duplicateQueries } from './duplicates.ts';
import { exclusionQueries } from './exclusions.ts';
import { indexQueries } from './indexes.ts';
import { LISTS } from './lists.ts';
import { lossQueries } from '../../validation/losses.ts';
import { notNullQueries } from '../../validation/not-null.ts';
import { presenceQueries } from '../../validation/presence.ts';
import type { Query } from '../../validation/query.ts';
import { backfillQueries } from './backfill-left.ts';
import { rowCountQueries } from '../../validation/row-counts.ts';

/**
 * Queries to run on real data before and after a statement, each one `SELECT` that answers with one number. They come
 * from the difference of both catalogs, so that it does not matter in which words the change was written. What is gone at the `end` of the migration is not asked after.
 */
export function validationQueries(
  rehearsed: RehearsedStatement,
  shipped?: Catalog,
  end = rehearsed.after,
): readonly Query[] {
  const difference = new Difference(rehearsed.before, rehearsed.after);
  return [
    ...notNullQueries(difference, qualified),
    ...duplicateQueries(difference),
    ...constraintQueries(difference),
    ...exclusionQueries(difference),
    ...domainQueries(difference),
    ...conversionQueries(difference, rehearsed),
    ...lossQueries(difference, qualified),
    ...rowCountQueries(difference, rehearsed, qualified),
    ...copyQueries(rehearsed, end, shipped ?? null),
    ...backfillQueries(difference, rehearsed),
    ...computedQueries(rehearsed, end),
    ...indexQueries(difference, rehearsed),
    ...presenceQueries(difference, end, LISTS),
  ];
}
