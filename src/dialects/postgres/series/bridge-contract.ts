import { objectKey, objectsOf, type CatalogObject } from '../../../model/catalog.ts';
import { code } from '../../../lib/code.ts';
import { listInWords } from '../../../lib/list-in-words.ts';
import type { SeriesStep } from '../../../model/series.ts';
import { columnSettings, typeClause } from '../inverse/column-definition.ts';
import { literal } from '../inverse/sql-names.ts';
import { isFact, textFact } from '../../catalog/facts.ts';
import {
  addReference,
  addRule,
  attachmentsOf,
  buildIndex,
  buildKey,
  indexName,
  type Attached,
  type Attachments,
} from './attached.ts';
import { AFTER_SWAP, backward, BEFORE_SWAP, nameOf, tableOf, type Bridge, type Names } from './bridge.ts';
import { bridgeTrigger, withoutBridge } from './bridge-trigger.ts';
import { fileWords, tableWord } from './names.ts';
import { step } from './part.ts';

/** Takes the old columns away and gives what the new ones carry its final name. */
export function contractStep(bridge: Bridge, fresh: Attachments): SeriesStep {
  const names = bridge.swaps ? AFTER_SWAP : BEFORE_SWAP;
  const old = attachmentsOf(
    bridge.scene.before,
    bridge.table,
    bridge.old.map(({ column }) => nameOf(column)),
  );
  const table = tableOf(bridge);
  const gone = bridge.old.map(({ column }) => names.old(column));
  const comes = listInWords(bridge.fresh.map(({ column }) => code(column.name)));
  return step({
    stage: 'contract',
    name: fileWords('drop', tableWord(bridge.table), ...gone),
    title: `Drop ${listInWords(gone.map((name) => code(`${bridge.table}.${name}`)))} and the trigger.`,
    codeBefore: `Code that reads and writes only ${comes}${bridge.swaps ? ' as it is now' : ''}.`,
    up: [
      ...withoutBridge(bridge),
      ...viewsTo(bridge, 'after'),
      ...old.references.map(dropConstraint),
      ...sequencesTo(bridge, 'after', names),
      ...gone.map((name) => `ALTER TABLE ${table} DROP COLUMN ${name}`),
      ...promoted(fresh),
      ...extras(bridge),
      ...(bridge.finale?.up ?? []),
    ],
    down: [
      ...(bridge.finale?.down ?? []),
      ...withoutExtras(bridge),
      ...demoted(bridge, fresh),
      ...restoredColumns(bridge, names),
      ...sequencesTo(bridge, 'before', names),
      ...restoredAttachments(bridge, old, names),
      ...viewsTo(bridge, 'before'),
      ...bridgeTrigger(bridge, names),
    ],
    old: false,
    fresh: true,
  });
}

function dropConstraint({ object, name }: Attached): string {
  return `ALTER TABLE ${object.relation ?? ''} DROP CONSTRAINT ${name}`;
}

function renameConstraint({ object }: Attached, from: string, to: string): string {
  return `ALTER TABLE ${object.relation ?? ''} RENAME CONSTRAINT ${from} TO ${to}`;
}

/** The names that were taken are free now. An index that becomes a constraint takes the constraint's name. */
function promoted({ keys, indexes, rules, references }: Attachments): string[] {
  return [
    ...keys.map(({ object, name, temporary }) => {
      const type = textFact(object, 'type') === 'primary-key' ? 'PRIMARY KEY' : 'UNIQUE';
      return `ALTER TABLE ${object.relation ?? ''} ADD CONSTRAINT ${name} ${type} USING INDEX ${temporary}`;
    }),
    ...indexes.map(
      ({ object, name, temporary }) => `ALTER INDEX ${indexName(object, temporary)} RENAME TO ${name}`,
    ),
    ...[...rules, ...references].map((one) => renameConstraint(one, one.temporary, one.name)),
  ];
}

function demoted(bridge: Bridge, { keys, indexes, rules, references }: Attachments): string[] {
  const same = (column: string): string => column;
  return [
    ...references.map(dropConstraint),
    ...rules.map((one) => renameConstraint(one, one.name, one.temporary)),
    ...indexes.map(
      ({ object, name, temporary }) => `ALTER INDEX ${indexName(object, name)} RENAME TO ${temporary}`,
    ),
    ...keys.flatMap((key) => [dropConstraint(key), buildKey(key, key.temporary, same, 'AT ONCE')]),
    // A key of the table brings this along, and it stays in the column when the key goes.
    ...bridge.fresh
      .filter(({ column }) => isFact(column, 'notNull'))
      .map(({ column }) => `ALTER TABLE ${tableOf(bridge)} ALTER COLUMN ${nameOf(column)} SET NOT NULL`),
    ...references.map((one) => addReference(one, one.temporary, same, '')),
  ];
}

/** The old columns as they were, with the values that the new ones give. */
function restoredColumns(bridge: Bridge, names: Names): string[] {
  const table = tableOf(bridge);
  const { old, swaps } = bridge;
  const added = old.map(
    ({ column }) =>
      `ALTER TABLE ${table} ADD COLUMN ${names.old(column)} ${bridge.typeOfOld?.(column) ?? typeClause(column)}`,
  );
  const values = old.map((one) => `${names.old(one.column)} = ${backward(bridge, one, names, '')}`);
  const settled = old.flatMap(({ column }) => {
    const alter = `ALTER TABLE ${table} ALTER COLUMN ${names.old(column)}`;
    const value = textFact(column, 'default');
    return [
      ...(isFact(column, 'notNull') ? [`${alter} SET NOT NULL`] : []),
      ...(value !== null && !swaps ? [`${alter} SET DEFAULT ${value}`] : []),
      ...columnSettings(column).map((setting) => `${alter} ${setting}`),
      ...commentOn(bridge, names.old(column), column),
    ];
  });
  return [...added, `UPDATE ${table} SET ${values.join(', ')}`, ...settled];
}

function restoredAttachments(bridge: Bridge, old: Attachments, names: Names): string[] {
  const rename = (column: string): string => {
    const one = bridge.old.find((other) => nameOf(other.column) === column);
    return one === undefined ? column : names.old(one.column);
  };
  return [
    ...old.keys.flatMap((key) => {
      const type = textFact(key.object, 'type') === 'primary-key' ? 'PRIMARY KEY' : 'UNIQUE';
      const table = key.object.relation ?? '';
      return [
        buildKey(key, key.name, rename, 'AT ONCE'),
        `ALTER TABLE ${table} ADD CONSTRAINT ${key.name} ${type} USING INDEX ${key.name}`,
      ];
    }),
    ...old.indexes.map((one) => buildIndex(one, one.name, rename, 'AT ONCE')),
    ...old.rules.map((one) => addRule(one, one.name, rename, '')),
    ...old.references.map((one) => addReference(one, one.name, rename, '')),
  ];
}

/** Default, settings and comment of the new columns; where they swapped names, the default moved with the name. */
function extras(bridge: Bridge): string[] {
  return bridge.fresh.flatMap(({ column }) => {
    const alter = `ALTER TABLE ${tableOf(bridge)} ALTER COLUMN ${nameOf(column)}`;
    const value = textFact(column, 'default');
    return [
      ...(value !== null && !bridge.swaps ? [`${alter} SET DEFAULT ${value}`] : []),
      ...columnSettings(column).map((setting) => `${alter} ${setting}`),
      ...commentOn(bridge, nameOf(column), column),
    ];
  });
}

function withoutExtras(bridge: Bridge): string[] {
  return bridge.fresh.flatMap(({ column }) => {
    const name = nameOf(column);
    const alter = `ALTER TABLE ${tableOf(bridge)} ALTER COLUMN ${name}`;
    const hasDefault = textFact(column, 'default') !== null && !bridge.swaps;
    const hasComment = textFact(column, 'comment') !== null;
    return [
      ...(hasDefault ? [`${alter} DROP DEFAULT`] : []),
      ...(hasComment ? [`COMMENT ON COLUMN ${tableOf(bridge)}.${name} IS NULL`] : []),
    ];
  });
}

function commentOn(bridge: Bridge, name: string, column: CatalogObject): string[] {
  const text = textFact(column, 'comment');
  return text === null ? [] : [`COMMENT ON COLUMN ${tableOf(bridge)}.${name} IS ${literal(text)}`];
}

/** Sequences that one of the columns owned go on under the other. */
function sequencesTo(
  { scene, table, old, fresh }: Bridge,
  moment: 'before' | 'after',
  names: Names,
): string[] {
  const columns = moment === 'after' ? fresh : old;
  return objectsOf(scene[moment], 'sequence').flatMap((sequence) => {
    const owner = columns.find(({ column }) => column.name === textFact(sequence, 'ownedBy'));
    if (owner === undefined || isFact(sequence, 'identity')) return [];
    const name = moment === 'after' ? nameOf(owner.column) : names.old(owner.column);
    return [`ALTER SEQUENCE ${sequence.name} OWNED BY ${table}.${name}`];
  });
}

/** Views that read the old columns read the new ones instead, under the same output. */
function viewsTo({ scene }: Bridge, moment: 'before' | 'after'): string[] {
  const other = moment === 'after' ? scene.before : scene.after;
  return objectsOf(scene[moment], 'view').flatMap((view) => {
    const was = other.get(objectKey('view', view.name));
    const definition = textFact(view, 'definition') ?? '';
    if (was === undefined || textFact(was, 'definition') === definition) return [];
    return [`CREATE OR REPLACE VIEW ${view.name} AS${definition.replace(/;\s*$/, '')}`];
  });
}
