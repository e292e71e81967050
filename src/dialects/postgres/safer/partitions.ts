import { findObject, objectsOf } from '../../../model/catalog.ts';
import { textFact } from '../../catalog/facts.ts';
import { bare, nameParts } from '../rows/names.ts';
import { boundCondition } from '../rows/partition-conditions.ts';
import { columnOf } from '../../validation/column-of.ts';
import { addOnIndex } from './constraints.ts';
import { helperName } from './helper-name.ts';
import { buildConcurrently } from './index-sql.ts';
import type { Occasion, Offer } from './offer.ts';

/** Detaches a partition while its parent is in use; the check that this leaves behind goes too. */
export function detachGently({ statement, difference }: Occasion): Offer | null {
  const [change] = statement.changes;
  if (change?.kind !== 'detach-partition' || change.concurrently || change.relation === null) return null;
  const parent = findObject(difference.before, 'table', change.relation);
  const key = /^(?:RANGE|LIST) \((.*)\)$/s.exec(textFact(parent ?? EMPTY, 'partitionKey') ?? '')?.[1];
  const hasDefault = objectsOf(difference.before, 'table').some(
    (table) =>
      textFact(table, 'partitionOf') === change.relation && textFact(table, 'partitionBound') === 'DEFAULT',
  );
  if (key === undefined || hasDefault) return null;
  const columns = /^("[^"]*(?:""[^"]*)*"|[\w$]+)$/.test(key) ? [bare(key)] : [];
  const left = helperName(change.partition, ...columns, 'check');
  return {
    sql: [
      `ALTER TABLE ${change.relation} DETACH PARTITION ${change.partition} CONCURRENTLY`,
      `ALTER TABLE ${change.partition} DROP CONSTRAINT IF EXISTS ${left}`,
    ],
    note: 'Run it outside of a transaction, in a migration of its own. When it is broken off, finish it with DETACH PARTITION … FINALIZE.',
  };
}

const EMPTY = { kind: 'table', name: '', relation: null, id: '', facts: {} } as const;

/** Has the bound proved by a constraint and the indexes built before the table is attached. */
export function attachGently({ statement, difference }: Occasion): Offer | null {
  const [change] = statement.changes;
  if (change?.kind !== 'attach-partition' || change.relation === null) return null;
  const parent = findObject(difference.after, 'table', change.relation);
  const partition = findObject(difference.after, 'table', change.partition);
  if (parent === null || partition === null || nameParts(change.partition).length === 0) return null;
  const bound = textFact(partition, 'partitionBound') ?? '';
  const condition = bound.startsWith('FOR VALUES WITH') ? null : boundCondition(parent, partition);
  if (condition === null) return null;
  const helper = helperName(change.partition, 'bound');
  return {
    sql: [
      ...missingIndexes(difference, change.partition),
      `ALTER TABLE ${change.partition} ADD CONSTRAINT ${helper} CHECK (${condition}) NOT VALID`,
      `ALTER TABLE ${change.partition} VALIDATE CONSTRAINT ${helper}`,
      `ALTER TABLE ${change.relation} ATTACH PARTITION ${change.partition} ${bound}`,
      `ALTER TABLE ${change.partition} DROP CONSTRAINT ${helper}`,
    ],
    note: 'Each statement commits by itself; index builds run outside of a transaction.',
  };
}

/** Indexes that attaching would build under its lock. */
function missingIndexes(difference: Occasion['difference'], partition: string): string[] {
  const constraints = objectsOf(difference.after, 'constraint', partition);
  return difference
    .added('index')
    .filter(({ relation }) => relation === partition)
    .flatMap((index) => {
      const owner = constraints.find(
        (one) => one.name === textFact(index, 'constraint') && columnOf(one) !== '',
      );
      const asConstraint = owner === undefined ? null : addOnIndex(difference.after, partition, owner);
      return asConstraint ?? [buildConcurrently(index)];
    });
}
