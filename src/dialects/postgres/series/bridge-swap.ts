import type { CatalogObject } from '../../../model/catalog.ts';
import { identityClause, identitySequence } from '../inverse/column-definition.ts';
import { literal } from '../inverse/sql-names.ts';
import { textFact } from '../../catalog/facts.ts';
import { AFTER_SWAP, BEFORE_SWAP, nameOf, retiredName, tableOf, type Bridge } from './bridge.ts';
import { bridgeFunction } from './bridge-trigger.ts';
import type { Scene } from './scene.ts';

interface Ways {
  readonly up: readonly string[];
  readonly down: readonly string[];
}

/** Lets the fresh column take the old one's name, with its default or numbers, in one instant; and the way back. */
export function swapSql(bridge: Bridge): Ways {
  const alter = `ALTER TABLE ${tableOf(bridge)}`;
  const rename = (from: string, to: string): string => `${alter} RENAME COLUMN ${from} TO ${to}`;
  const retire = bridge.old.map(({ column }) => [nameOf(column), retiredName(column)] as const);
  const take = bridge.fresh.map(({ column, shadow }) => [shadow, nameOf(column)] as const);
  const values = defaults(bridge);
  return {
    up: [
      ...retire.map(([from, to]) => rename(from, to)),
      ...take.map(([from, to]) => rename(from, to)),
      ...(bridge.atSwap?.up ?? []),
      bridgeFunction(bridge, AFTER_SWAP),
      ...values.up,
    ],
    down: [
      ...(bridge.atSwap?.down ?? []),
      ...values.down,
      ...take.map(([to, from]) => rename(from, to)),
      ...retire.map(([to, from]) => rename(from, to)),
      bridgeFunction(bridge, BEFORE_SWAP),
    ],
  };
}

/** What gives a column its value when code gives none moves over. Both sides are called by their names after the swap. */
function defaults(bridge: Bridge): Ways {
  const [old] = bridge.old;
  const [fresh] = bridge.fresh;
  if (old === undefined || fresh === undefined) return { up: [], down: [] };
  const was = retiredName(old.column);
  const is = nameOf(fresh.column);
  const { before, after } = bridge.scene;
  const [there, here] = [
    { catalog: before, column: old.column, name: was },
    { catalog: after, column: fresh.column, name: is },
  ];
  return { up: moved(bridge, there, here), down: moved(bridge, here, there) };
}

interface Holder {
  readonly catalog: Scene['before'];
  readonly column: CatalogObject;
  readonly name: string;
}

function moved(bridge: Bridge, from: Holder, to: Holder): string[] {
  const alter = `ALTER TABLE ${tableOf(bridge)} ALTER COLUMN`;
  const left = identitySequence(from.column, from.catalog);
  const right = identitySequence(to.column, to.catalog);
  if (left !== null && right !== null) {
    return [
      `DO $$
DECLARE
  coming bigint := nextval(${literal(left.name)});
BEGIN
  ${alter} ${from.name} DROP IDENTITY;
  ${alter} ${to.name} ADD ${identityClause(to.column, to.catalog)};
  PERFORM setval(${literal(right.name)}, coming, false);
END $$`,
    ];
  }
  const [gone, comes] = [textFact(from.column, 'default'), textFact(to.column, 'default')];
  return [
    ...(gone === null ? [] : [`${alter} ${from.name} DROP DEFAULT`]),
    ...(comes === null ? [] : [`${alter} ${to.name} SET DEFAULT ${comes}`]),
  ];
}
