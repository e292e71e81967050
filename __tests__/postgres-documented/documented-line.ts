import { documentedEffects } from '../../src/dialects/postgres/documented/documented.ts';
import type { Catalog } from '../../src/model/catalog.ts';
import type { Effect } from '../../src/model/observation.ts';
import { WORKS } from '../../src/model/observation.ts';
import { readOne } from '../postgres-parse/read.ts';

const SHORT: Readonly<Record<string, string>> = {
  AccessShareLock: 'AS',
  RowShareLock: 'RS',
  RowExclusiveLock: 'RX',
  ShareUpdateExclusiveLock: 'SUX',
  ShareLock: 'S',
  ShareRowExclusiveLock: 'SRX',
  ExclusiveLock: 'X',
  AccessExclusiveLock: 'AX',
};
const ORDER = Object.keys(SHORT);

/** What a statement's changes do by the manual, in one line: `orders SRX scan, users SRX scan`. */
export function documentedLine(sql: string, before: Catalog, version: number): string {
  const strongest = new Map<string, Effect>();
  for (const change of readOne(sql).changes) {
    for (const effect of documentedEffects(change, before, version)) {
      const other = strongest.get(effect.relation);
      strongest.set(effect.relation, other === undefined ? effect : stronger(effect, other));
    }
  }
  return [...strongest.values()]
    .sort((left, right) => (left.relation < right.relation ? -1 : 1))
    .map(({ relation, lock, work }) => `${relation} ${SHORT[lock] ?? lock} ${work}`)
    .join(', ');
}

function stronger(left: Effect, right: Effect): Effect {
  return {
    ...left,
    lock: ORDER.indexOf(left.lock) > ORDER.indexOf(right.lock) ? left.lock : right.lock,
    work: WORKS.indexOf(left.work) > WORKS.indexOf(right.work) ? left.work : right.work,
  };
}
