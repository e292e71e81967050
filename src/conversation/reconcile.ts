import type { Override, Settlement } from '../model/decisions.ts';
import type { Flip } from './flips.ts';
import type { Minutes } from './minutes.ts';

/**
 * The minutes that count, with what runs beside them kept in the meantime: two runs may have read the same conversation
 * and written one after the other, and a command whose comment is gone by now stands nowhere else. `flips` gives all
 * that people did to boxes, and is asked only when a settlement is missing.
 */
export function reconciled(
  newest: Minutes,
  beside: readonly Minutes[],
  flips: () => readonly Flip[],
): Minutes {
  return beside.reduce((kept, other) => merged(kept, other, flips), newest);
}

function merged(kept: Minutes, other: Minutes, flips: () => readonly Flip[]): Minutes {
  return {
    ...kept,
    read: Math.max(kept.read, other.read),
    settled: [...kept.settled, ...missingSettlements(kept, other, flips)],
    overrides: inOrder(
      kept.overrides.map((one) => revokedIn(other, one)),
      other.overrides,
    ),
    rulings: inOrder(kept.rulings, other.rulings),
  };
}

interface Entry {
  readonly comment: number;
  readonly at: string;
}

/** What only the other ones have is put where it belongs. */
function inOrder<T extends Entry>(kept: readonly T[], others: readonly T[]): readonly T[] {
  const missing = others.filter(({ comment }) => kept.every((one) => one.comment !== comment));
  if (missing.length === 0) return kept;
  return [...kept, ...missing].sort(
    (left, right) => Date.parse(left.at) - Date.parse(right.at) || left.comment - right.comment,
  );
}

function revokedIn({ overrides }: Minutes, one: Override): Override {
  const same = overrides.find(({ comment }) => comment === one.comment);
  return one.revoked === null && same !== undefined ? { ...one, revoked: same.revoked } : one;
}

/** Settlements that only the other ones have, unless somebody took them back. */
function missingSettlements(
  { settled }: Minutes,
  other: Minutes,
  flips: () => readonly Flip[],
): readonly Settlement[] {
  const missing = other.settled.filter((one) => !settled.some((each) => isSameItem(each, one)));
  if (missing.length === 0) return [];
  const takenBack = flips().filter(({ ticked }) => !ticked);
  return missing.filter(
    (one) => !takenBack.some((flip) => isSameItem(flip, one) && Date.parse(flip.at) >= Date.parse(one.at)),
  );
}

type Item = Pick<Settlement, 'item' | 'digest'>;

function isSameItem(left: Item, right: Item): boolean {
  return left.item === right.item && left.digest === right.digest;
}
