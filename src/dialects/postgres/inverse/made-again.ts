import type { ObjectKind } from '../../../model/catalog.ts';
import { isTypeChanged } from './column-way.ts';
import { isEnumRebuilt } from './enum-way.ts';
import { isFact, textFact, usesOf } from './facts.ts';
import type { Moments, Pair } from './pairing.ts';
import { keyOf } from './pairing.ts';
import { wayOf } from './ways.ts';

/** Kinds that stand in the way when what they use is dropped, and that can be dropped and made again without loss. */
const RESTORABLE: ReadonlySet<ObjectKind> = new Set([
  ...(['view', 'materialized-view', 'rule', 'trigger', 'policy', 'constraint', 'index'] as const),
  ...(['function', 'aggregate', 'statistics', 'operator', 'cast', 'event-trigger', 'publication'] as const),
]);

/** Kinds that the engine carries along by itself when a column's type changes. */
const FOLLOWS_TYPE: ReadonlySet<ObjectKind> = new Set(['constraint', 'index', 'statistics']);

/**
 * The objects, in their later form, that have to be dropped and made again: because nothing alters them, or because they
 * use something that is dropped, changes its type, or is made again itself.
 */
export function objectsMadeAgain(moments: Moments): ReadonlySet<Pair> {
  const found: Found = { again: new Set(), gone: new Set(moments.extra.map(keyOf)), retyped: new Set() };
  const pairs = [...moments.pairs.values()];
  for (const pair of pairs) {
    if (isMadeAgain(pair, moments, found.gone)) markGone(pair, found);
    if (pair.before.kind === 'column' && isTypeChanged(pair)) found.retyped.add(keyOf(pair.after));
    if (pair.before.kind === 'enum' && isEnumRebuilt(pair)) markRebuilt(keyOf(pair.after), pairs, found);
  }
  let size = -1;
  while (size !== found.again.size) {
    size = found.again.size;
    for (const pair of pairs) if (!found.again.has(pair) && isInTheWay(pair, found)) markGone(pair, found);
  }
  return found.again;
}

interface Found {
  readonly again: Set<Pair>;
  /** Keys, in the later names, of what is dropped. */
  readonly gone: Set<string>;
  /** Keys of columns whose type changes. */
  readonly retyped: Set<string>;
}

/** A rebuilt enum is another type: what names it goes, and every column of it changes its type. */
function markRebuilt(key: string, pairs: readonly Pair[], { gone, retyped }: Found): void {
  gone.add(key);
  for (const { after } of pairs) {
    if (after.kind === 'column' && usesOf(after).includes(key)) retyped.add(keyOf(after));
  }
}

function isMadeAgain(pair: Pair, moments: Moments, gone: ReadonlySet<string>): boolean {
  const { before, after } = pair;
  if (before === after) return false;
  const isTakenOver = before.kind === 'index' && textFact(before, 'constraint') === null;
  const constraint = textFact(after, 'constraint');
  if (isTakenOver && constraint !== null) return gone.has(`constraint ${constraint}`);
  return wayOf(before)?.isMadeAgain(pair, moments) === true;
}

/** A constraint takes its index along. */
function markGone(pair: Pair, { again, gone }: Found): void {
  again.add(pair);
  gone.add(keyOf(pair.after));
  const index = textFact(pair.after, 'index');
  if (pair.after.kind === 'constraint' && index !== null) gone.add(`index ${index}`);
}

function isInTheWay({ after }: Pair, { gone, retyped }: Found): boolean {
  const isGenerated = after.kind === 'column' && textFact(after, 'generated') !== null;
  if (!RESTORABLE.has(after.kind) && !isGenerated) return false;
  if (isFact(after, 'inherited') || after.facts['type'] === 'not-null') return false;
  const follows = FOLLOWS_TYPE.has(after.kind);
  return usesOf(after).some((key) => gone.has(key) || (retyped.has(key) && !follows));
}
