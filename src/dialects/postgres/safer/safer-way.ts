import type { ChangeKind } from '../../../model/change.ts';
import type { RehearsedStatement } from '../../../model/rehearsal.ts';
import { Difference } from '../../validation/difference.ts';
import { ALTERATIONS, alterTableGently } from './alter-table.ts';
import { createIndexGently, dropIndexGently, moveIndexGently, reindexGently } from './indexes.ts';
import { checkDomainGently } from './domains.ts';
import { refreshGently } from './materialized-views.ts';
import type { Occasion, Offer } from './offer.ts';
import { attachGently, detachGently } from './partitions.ts';

/** Who knows a gentler way for a statement that consists of these changes and nothing else. */
const WAYS: readonly (readonly [readonly ChangeKind[], (occasion: Occasion) => Offer | null])[] = [
  [['create-index'], createIndexGently],
  [['drop-index'], dropIndexGently],
  [['reindex'], reindexGently],
  [['set-tablespace'], moveIndexGently],
  [['refresh-materialized-view'], refreshGently],
  [['detach-partition'], detachGently],
  [['attach-partition'], attachGently],
  [['alter-domain'], checkDomainGently],
  [ALTERATIONS, alterTableGently],
];

/**
 * SQL that ends in the same schema with less blocking, in the reader's names, one statement each; each commits by
 * itself. Null where none is known.
 */
export function saferWay({ statement, effects, before, after }: RehearsedStatement): Offer | null {
  if (statement.kind === 'unreadable' || statement.changes.length === 0) return null;
  const kinds = statement.changes.map(({ kind }) => kind);
  const way = WAYS.find(([known]) => kinds.every((kind) => known.includes(kind)))?.[1];
  return way?.({ statement, effects, difference: new Difference(before, after) }) ?? null;
}
