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
  const again = new Set<Pair>();
  const gone = new Set(moments.extra.map(keyOf));
  const retyped = new Set<string>();
  for (const pair of moments.pairs.values()) {
    if (isMadeAgain(pair, moments, gone)) markGone(pair, again, gone);
    if (pair.before.kind === 'column' && isTypeChanged(pair)) retyped.add(keyOf(pair.after));
    if (pair.before.kind === 'enum' && isEnumRebuilt(pair)) {
      gone.add(keyOf(pair.after));
      for (const user of moments.pairs.values()) {
        if (user.after.kind === 'column' && usesOf(user.after).includes(keyOf(pair.after)))
          retyped.add(keyOf(user.after));
      }
    }
  }
  let size = -1;
  while (size !== again.size) {
    size = again.size;
    for (const pair of moments.pairs.values()) {
      if (!again.has(pair) && isInTheWay(pair, gone, retyped)) markGone(pair, again, gone);
    }
  }
  return again;
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
function markGone(pair: Pair, again: Set<Pair>, gone: Set<string>): void {
  again.add(pair);
  gone.add(keyOf(pair.after));
  const index = textFact(pair.after, 'index');
  if (pair.after.kind === 'constraint' && index !== null) gone.add(`index ${index}`);
}

function isInTheWay({ after }: Pair, gone: ReadonlySet<string>, retyped: ReadonlySet<string>): boolean {
  const isGenerated = after.kind === 'column' && textFact(after, 'generated') !== null;
  if (!RESTORABLE.has(after.kind) && !isGenerated) return false;
  if (isFact(after, 'inherited') || after.facts['type'] === 'not-null') return false;
  const own = `column ${after.relation ?? ''}.`;
  return usesOf(after).some((key) => {
    if (gone.has(key)) return !(FOLLOWS_TYPE.has(after.kind) && key.startsWith(own));
    return retyped.has(key) && !FOLLOWS_TYPE.has(after.kind);
  });
}
