import type { SeriesStep } from '../../../model/series.ts';
import { code } from '../../../lib/code.ts';
import { listInWords } from '../../../lib/list-in-words.ts';
import { textFact } from '../../catalog/facts.ts';
import { typeClause } from '../inverse/column-definition.ts';
import { gate, inBatches } from './batches.ts';
import { attachmentsOf, buildIndex, buildKey, indexName, type Attachments } from './attached.ts';
import { BEFORE_SWAP, forward, nameOf, tableOf, type Bridge, type FreshColumn } from './bridge.ts';
import { apart, bridgeTrigger, withoutBridge } from './bridge-trigger.ts';
import { contractStep } from './bridge-contract.ts';
import { bridgeReconciliation } from './bridge-reconciliation.ts';
import { constraintSteps } from './bridge-constraints.ts';
import { swapSql } from './bridge-swap.ts';
import { fileWords, tableWord } from './names.ts';
import { loneStep, step, type NoPart, type Part } from './part.ts';

/** The series of a bridge; none for a table without a key, whose rows cannot be gone through in batches. */
export function bridgePart(bridge: Bridge): Part | NoPart {
  const fill = fillStep(bridge);
  if (fill === null) {
    return {
      because: `${code(bridge.table)} has no primary key, so that its rows cannot be carried over in batches.`,
    };
  }
  const attached = attachmentsOf(
    bridge.scene.after,
    bridge.table,
    bridge.fresh.map(({ column }) => nameOf(column)),
  );
  const migrate = [fill, ...indexSteps(bridge, attached), ...constraintSteps(bridge, attached)];
  const last = migrate.length - 1;
  return {
    kind: bridge.kind,
    title: bridge.title,
    takes: bridge.takes,
    objects: [...bridge.old, ...bridge.fresh].map(({ column }) => column.name),
    reconciliation: bridgeReconciliation(bridge),
    steps: [
      expandStep(bridge),
      ...migrate.map((one, index) => (index === last ? { ...one, newCodeWorks: !bridge.swaps } : one)),
      switchStep(bridge),
      contractStep(bridge, attached),
    ],
  };
}

/** Columns of a bridge in a sentence: `users.first_name` and `users.last_name`. */
function listed(columns: readonly { readonly column: { readonly name: string } }[]): string {
  return listInWords(columns.map(({ column }) => code(column.name)));
}

function fileName(bridge: Bridge, verb: string, names: readonly string[]): string {
  return fileWords(verb, tableWord(bridge.table), ...names);
}

function shadows({ fresh }: Bridge): string[] {
  return fresh.map(({ shadow }) => shadow);
}

function expandStep(bridge: Bridge): SeriesStep {
  const table = tableOf(bridge);
  const type = ({ column }: FreshColumn): string => bridge.typeOf?.(column) ?? typeClause(column);
  const added = bridge.fresh.map((one) => `ALTER TABLE ${table} ADD COLUMN ${one.shadow} ${type(one)}`);
  return step({
    stage: 'expand',
    name: fileName(bridge, 'add', shadows(bridge)),
    title: `Add ${listInWords(shadows(bridge).map((name) => code(`${bridge.table}.${name}`)))} beside ${listed(bridge.old)}; a trigger writes both whichever of them code writes.`,
    up: [...(bridge.prelude?.up ?? []), ...added, ...bridgeTrigger(bridge, BEFORE_SWAP)],
    down: [
      ...withoutBridge(bridge),
      ...shadows(bridge).map((name) => `ALTER TABLE ${table} DROP COLUMN ${name}`),
      ...(bridge.prelude?.down ?? []),
    ],
    ...(bridge.before === undefined ? {} : { codeBefore: bridge.before }),
    old: bridge.before === undefined,
    fresh: false,
  });
}

function fillStep(bridge: Bridge): SeriesStep | null {
  const { table, scene } = bridge;
  const values = bridge.fresh.map((one) => `${one.shadow} = ${forward(bridge, one, BEFORE_SWAP, '')}`);
  const sql = inBatches({
    catalog: scene.before,
    table,
    work: (range) =>
      `UPDATE ${tableOf(bridge)} SET ${values.join(', ')}\nWHERE ${range} AND (${apart(bridge, BEFORE_SWAP, '')})`,
  });
  if (sql === null) return null;
  return loneStep({
    stage: 'migrate',
    name: fileName(bridge, 'fill', shadows(bridge)),
    title: `Carry the rows that were there before over to ${listInWords(shadows(bridge).map((name) => code(`${table}.${name}`)))}, in batches.`,
    up: [sql],
    down: [],
    old: bridge.before === undefined,
    fresh: false,
  });
}

/** Indexes of the fresh columns, built while the table is in use. */
export function indexSteps(bridge: Bridge, attached: Attachments): SeriesStep[] {
  const rename = shadowOf(bridge);
  const builds = [
    ...attached.keys.map((key) => ({ key, sql: buildKey(key, key.temporary, rename) })),
    ...attached.indexes.map((key) => ({ key, sql: buildIndex(key, key.temporary, rename) })),
  ];
  return builds.map(({ key, sql }) =>
    loneStep({
      stage: 'migrate',
      name: fileWords('index', key.temporary),
      title: `Build for ${listInWords(shadows(bridge).map((name) => code(`${bridge.table}.${name}`)))} what ${code(key.name)} is for ${listed(bridge.old)}.`,
      up: [sql],
      down: [`DROP INDEX CONCURRENTLY IF EXISTS ${indexName(key.object, key.temporary)}`],
      old: bridge.before === undefined,
      fresh: false,
    }),
  );
}

/** Final names of fresh columns as they are called before the swap; other columns keep theirs. */
function shadowOf({ fresh }: Bridge): (column: string) => string {
  return (column) => fresh.find((one) => nameOf(one.column) === column)?.shadow ?? column;
}

function switchStep(bridge: Bridge): SeriesStep {
  const { table } = bridge;
  const check = gate(
    `SELECT FROM ${tableOf(bridge)} WHERE ${apart(bridge, BEFORE_SWAP, '')}`,
    `Rows of ${table} differ between the old and the new columns: fill them again before code reads the new ones.`,
  );
  const swap = bridge.swaps ? swapSql(bridge) : { up: [], down: [] };
  const [old] = bridge.old;
  return step({
    stage: 'switch',
    name: fileName(bridge, bridge.swaps ? 'swap' : 'check', shadows(bridge)),
    title: bridge.swaps
      ? `Check that both agree, then let the new column take the name ${listed(bridge.fresh)}.`
      : `Check that ${listed(bridge.fresh)} and ${listed(bridge.old)} agree; then deploy code that reads and writes ${listed(bridge.fresh)} only.`,
    up: [check, ...swap.up],
    down: swap.down,
    ...(bridge.swaps && old !== undefined
      ? {
          codeBefore: `Code that works with ${code(old.column.name)} as ${code(textFact(old.column, 'type') ?? '')} and as ${code(bridge.fresh.map(({ column }) => textFact(column, 'type')).join(', '))}.`,
        }
      : {}),
    old: bridge.before === undefined && (!bridge.swaps || bridge.oldAfterSwap === true),
    fresh: true,
  });
}
