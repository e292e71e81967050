import type { CatalogObject } from '../../../model/catalog.ts';
import type { DataLoss } from '../../../model/rehearsal.ts';
import { isEnumRebuilt } from './enum-way.ts';
import { agree, isFact, textFact, usesOf, wordFact } from './facts.ts';
import { filler } from './filler.ts';
import type { Moments, Pair } from './pairing.ts';
import { keyOf } from './pairing.ts';
import { isTypeChanged } from './column-way.ts';
import { subject } from './subject.ts';
import { isCastKnown } from './type-change.ts';

/** Tables and columns whose rows and values were dropped; computed ones come back by themselves. */
export function lossesOf(moments: Moments, again: ReadonlySet<Pair>): DataLoss[] {
  const lost: DataLoss[] = [];
  for (const object of moments.missing) {
    if (object.kind === 'table') lost.push({ kind: 'table', object: object.name, rows: 0 });
    if (object.kind === 'column' && isLostColumn(object, moments)) {
      lost.push({ kind: 'column', object: object.name, rows: 0 });
    }
  }
  for (const { before } of again) {
    if (before.kind === 'table') lost.push({ kind: 'table', object: before.name, rows: 0 });
  }
  return lost;
}

function isLostColumn(column: CatalogObject, moments: Moments): boolean {
  const table = moments.pairs.get(`table ${column.relation ?? ''}`);
  return table !== undefined && textFact(column, 'generated') === null && !isFact(column, 'inherited');
}

/** What no SQL of ours brings back, in words. */
export function impossibleParts(moments: Moments, stuck: readonly CatalogObject[]): string[] {
  return [
    ...stuck.map((object) => `${subject(object)} has no generated way to be dropped.`),
    ...moments.missing.flatMap(missingParts),
    ...moments.missing.flatMap((object) => unfilledColumn(object, moments)),
    ...[...moments.pairs.values()].flatMap((pair) =>
      pair.before === pair.after ? [] : pairParts(pair, moments),
    ),
  ];
}

function missingParts(object: CatalogObject): string[] {
  if (object.kind === 'role' && wordFact(object, 'attributes').includes('LOGIN')) {
    return [`The password of role ${object.name} is not in the catalog and has to be set by hand.`];
  }
  const isNamedOnly = object.kind === 'operator' && object.facts['definition'] === undefined;
  if (object.kind !== 'base-type' && !isNamedOnly) return [];
  return [`${subject(object)} has no generated way to be made again.`];
}

/** A NOT NULL column without a default cannot be added to rows unless something fills it. */
function unfilledColumn(object: CatalogObject, moments: Moments): string[] {
  if (object.kind !== 'column' || !isFact(object, 'notNull') || !isLostColumn(object, moments)) return [];
  const fills = ['default', 'identity', 'generated'].some((fact) => textFact(object, fact) !== null);
  if (fills || filler(object, false) !== null) return [];
  return [
    `Column ${object.name} is NOT NULL and its values are gone: it cannot be added to a table that holds rows.`,
  ];
}

function pairParts(pair: Pair, moments: Moments): string[] {
  const { before, now } = pair;
  if (before.kind === 'extension' && !agree(before, now, 'version')) {
    return [
      `Extension ${before.name} does not go back from version ${wordFact(now, 'version')} to ${wordFact(before, 'version')}.`,
    ];
  }
  if (before.kind === 'column' && isTypeChanged(pair) && !isCastKnown(now, before)) {
    return [
      `Values of column ${before.name} go from ${wordFact(now, 'type')} back to ${wordFact(before, 'type')} by way of text, which may not fit.`,
    ];
  }
  if (before.kind === 'base-type' && !agree(before, now, 'input'))
    return [`${subject(before)} has no generated way back.`];
  return before.kind === 'enum' && isEnumRebuilt(pair) ? usersOfEnum(pair, moments) : [];
}

function usersOfEnum({ before, after }: Pair, moments: Moments): string[] {
  const blocking = new Set(['domain', 'composite-type', 'range-type']);
  return [...moments.pairs.values()]
    .filter((user) => blocking.has(user.before.kind) && usesOf(user.after).includes(keyOf(after)))
    .map((user) => `Enum ${before.name} cannot be put back while ${subject(user.before)} uses it.`);
}
