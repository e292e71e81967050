import { code } from '../../../lib/code.ts';
import { listInWords } from '../../../lib/list-in-words.ts';
import type { Reconciliation } from '../../../model/series.ts';
import { allOf, checksOf } from '../reconcile/checks-of.ts';
import { columnFaults } from '../reconcile/planted-faults.ts';
import { textFact } from '../../catalog/facts.ts';
import { qualified } from '../rows/names.ts';
import { copied, valueOf, type CopiedColumn, type Copy } from '../validation/copied-rows.ts';
import { BEFORE_SWAP, forward, type Bridge, type FreshColumn } from './bridge.ts';
import { columnIn, keyColumns } from './scene.ts';

/** How to see that the new columns hold what the old ones do, while both are there under their own names. */
export function bridgeReconciliation(bridge: Bridge): Reconciliation {
  const { table, scene } = bridge;
  const key = keyColumns(scene.before, table).flatMap((name) => {
    const column = columnIn(scene.before, table, name);
    return column === null ? [] : [copied(name, textFact(column, 'type') ?? 'text')];
  });
  const fresh = bridge.fresh.map((one) => copied(one.shadow, typeOf(bridge, one)));
  const checks = checksOf(sidesOf(bridge, key, fresh), true);
  return { checks: allOf(checks), faults: columnFaults({ table, columns: fresh }, checks) };
}

function sidesOf(bridge: Bridge, key: readonly CopiedColumn[], fresh: readonly CopiedColumn[]): Copy {
  const { table } = bridge;
  const keys = key.map(({ name }) => name);
  const old = bridge.fresh.map((one) =>
    computed(`(${forward(bridge, one, BEFORE_SWAP, '')})`, copied(one.shadow, typeOf(bridge, one))),
  );
  const names = (columns: readonly string[]): string => listInWords(columns.map((name) => code(name)));
  const name = names(fresh.map((column) => `${table}.${column.name}`));
  const sourceName = names(bridge.old.map(({ column }) => column.name));
  return {
    source: `SELECT ${[...keys, ...old].join(', ')} FROM ${qualified(table)}`,
    target: `SELECT ${[...keys, ...fresh.map((one) => computed(one.name, one))].join(', ')} FROM ${qualified(table)}`,
    name,
    sourceName,
    reason: `${name} ${fresh.length === 1 ? 'stands' : 'stand'} for ${sourceName}`,
    columns: [...key, ...fresh],
    key: keys,
    isAlone: true,
  };
}

function computed(sql: string, { name, type }: CopiedColumn): string {
  return `${valueOf(sql, type)} AS ${name}`;
}

/** The type under which the column is there before it takes over. */
function typeOf(bridge: Bridge, { column }: FreshColumn): string {
  return bridge.typeOf?.(column) ?? textFact(column, 'type') ?? 'text';
}
