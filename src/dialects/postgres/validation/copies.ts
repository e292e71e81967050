import type { Catalog } from '../../../model/catalog.ts';
import type { RehearsedStatement } from '../../../model/rehearsal.ts';
import {
  checksumQuery,
  countsQuery,
  missingQuery,
  orphanQuery,
  sampleQuery,
  sumQueries,
} from './both-sides.ts';
import { copyOf } from './copied-rows.ts';
import { createdCopy } from './created-copy.ts';
import type { Query } from '../../validation/query.ts';
import { reconcileQuery } from './reconcile.ts';

/** Both sides of a copy against each other: counts, checksums, missing rows, rows too many, sums, samples, ranges. */
export function copyQueries(
  { statement, after }: RehearsedStatement,
  end: Catalog,
  shipped: Catalog | null,
): Query[] {
  if (statement.kind === 'unreadable') return [];
  const makes = statement.changes.find(({ kind }) => kind === 'create-table-as');
  const inserts = statement.changes.some(({ kind }) => kind === 'insert-rows');
  const moments = { after, end };
  const made = makes?.kind === 'create-table-as' ? createdCopy(statement.sql, makes, moments) : null;
  const copy = made ?? (inserts ? copyOf(statement.sql, moments, shipped) : null);
  if (copy === null) return [];
  const onlyWhereAlone = [countsQuery(copy), checksumQuery(copy), ...sumQueries(copy), orphanQuery(copy)];
  return [
    ...(copy.isAlone ? onlyWhereAlone : []),
    missingQuery(copy),
    sampleQuery(copy),
    ...(copy.isAlone ? reconcileQuery(copy) : []),
  ];
}
