import { code } from '../../../lib/code.ts';
import { listInWords } from '../../../lib/list-in-words.ts';
import { objectsOf, type CatalogObject } from '../../../model/catalog.ts';
import type { SeriesStep } from '../../../model/series.ts';
import { runningSql } from '../../../model/statement.ts';
import { typeClause } from '../inverse/column-definition.ts';
import { textFact } from '../../catalog/facts.ts';
import { attachmentsOf, type Attached, type Attachments } from './attached.ts';
import { gate, inBatches } from './batches.ts';
import { constraintSteps } from './bridge-constraints.ts';
import { indexSteps } from './bridge-steps.ts';
import { nameOf, type Bridge } from './bridge.ts';
import { madeAgain } from './made-again.ts';
import { apart, columnsAt, condition, isDemanding, sameRow, valuesAt, type Moved } from './moved.ts';
import { movedReconciliation } from './moved-reconciliation.ts';
import { roomlessSaves } from './moved-saves.ts';
import { movedSyncs } from './moved-triggers.ts';
import { fileWords, tableWord } from './names.ts';
import { loneStep, step, type NoPart, type Part } from './part.ts';
import { syncTrigger, withoutSync } from './sync-trigger.ts';

/** The series in which columns go to another table. */
export function movedPart(moved: Moved): Part | NoPart {
  const fill = fillStep(moved);
  if (fill === null)
    return {
      because: `${code(moved.old.table)} has no primary key, so that its rows cannot be carried over in batches.`,
    };
  const migrate = [fill, ...carriedSteps(moved)];
  const last = migrate.length - 1;
  const { old, fresh, columns, follows } = moved;
  return {
    kind: moved.kind,
    title: moved.title,
    takes: moved.takes,
    objects: [
      ...(follows === 'fresh' ? [fresh.table] : columns.map((one) => one.fresh.name)),
      ...(follows === 'old' ? [old.table] : columns.map((one) => one.old.name)),
    ],
    ...roomless(moved),
    reconciliation: movedReconciliation(moved),
    steps: [
      expandStep(moved),
      ...migrate.map((one, index) => (index === last ? { ...one, newCodeWorks: true } : one)),
      switchStep(moved),
      contractStep(moved),
    ],
  };
}

function words(moved: Moved, place: 'old' | 'fresh'): string {
  return listInWords(moved.columns.map((one) => code(one[place].name)));
}

function fileName(verb: string, moved: Moved): string {
  return fileWords(verb, tableWord(moved.fresh.table), ...columnsAt(moved, 'fresh'));
}

function expandStep(moved: Moved): SeriesStep {
  const { scene, fresh, columns, makes } = moved;
  const syncs = movedSyncs(moved);
  const own = makes.flatMap((place) => {
    const ran = scene.statements[place];
    return ran === undefined ? [] : [runningSql(ran.statement).trim().replace(/;$/, '')];
  });
  const added = columns.map(
    (one) => `ALTER TABLE ${fresh.table} ADD COLUMN ${nameOf(one.fresh)} ${typeClause(one.fresh)}`,
  );
  const dropped = columns.map((one) => `ALTER TABLE ${fresh.table} DROP COLUMN ${nameOf(one.fresh)}`);
  return step({
    stage: 'expand',
    name: fileName('add', moved),
    title: `Add ${words(moved, 'fresh')} beside ${words(moved, 'old')}; triggers write both whichever of them code writes.`,
    up: [...(makes.length > 0 ? own : added), ...syncs.flatMap(syncTrigger)],
    down: [...syncs.flatMap(withoutSync), ...(makes.length > 0 ? [`DROP TABLE ${fresh.table}`] : dropped)],
    old: true,
    fresh: false,
    saves: { 'way-back': roomlessSaves(moved, 'fresh') },
  });
}

/** The lock keeps a row from changing between the moment it is read and the moment it is carried over. */
function fillStep(moved: Moved): SeriesStep | null {
  const { scene, old, fresh, columns, follows } = moved;
  const rule = condition(moved, 'fresh', '');
  const insert = (range: string): string => `INSERT INTO ${fresh.table} (${valuesAt(moved, 'fresh')})
SELECT ${valuesAt(moved, 'old')} FROM ${old.table}
WHERE ${range}${rule === null ? '' : ` AND ${rule}`}
  AND NOT EXISTS (SELECT FROM ${fresh.table} AS other WHERE ${sameRow(moved, 'fresh', 'other.', `${old.table}.`)})
ORDER BY ${old.key.join(', ')} FOR NO KEY UPDATE ON CONFLICT DO NOTHING`;
  const set = columns.map((one) => `${nameOf(one.fresh)} = source.${nameOf(one.old)}`).join(', ');
  const update = (range: string): string => `UPDATE ${fresh.table} AS other SET ${set}
FROM (SELECT ${valuesAt(moved, 'old')} FROM ${old.table} WHERE ${range} FOR NO KEY UPDATE) AS source
WHERE ${sameRow(moved, 'fresh', 'other.', 'source.')} AND (${apart(moved, 'fresh', 'other.', 'source.')})`;
  const sql = inBatches({
    catalog: scene.before,
    table: old.table,
    work: follows === 'fresh' ? insert : update,
  });
  if (sql === null) return null;
  return loneStep({
    stage: 'migrate',
    name: fileName('fill', moved),
    title: `Carry the rows that were there before over to ${words(moved, 'fresh')}, in batches.`,
    up: [sql],
    down: [],
    old: true,
    fresh: false,
  });
}

/** What columns carry that come to a table which is there: without a name of the old ones in the way. */
function carriedSteps(moved: Moved): SeriesStep[] {
  const { scene, fresh, columns, kind, title, takes, makes } = moved;
  if (makes.length > 0) return [];
  const bridge: Bridge = {
    ...{ scene, kind, title, takes, table: fresh.table, swaps: false },
    old: columns.map((one) => ({ column: one.old, from: (row) => row(nameOf(one.fresh)) })),
    fresh: columns.map((one) => ({
      column: one.fresh,
      shadow: nameOf(one.fresh),
      from: (row) => row(nameOf(one.old)),
    })),
  };
  const attached = attachmentsOf(scene.after, fresh.table, columnsAt(moved, 'fresh'));
  const finally_ = (one: Attached): Attached => ({ ...one, temporary: one.name });
  const named: Attachments = {
    indexes: attached.indexes.map(finally_),
    keys: [],
    rules: attached.rules.map(finally_),
    references: [],
  };
  return [...indexSteps(bridge, named), ...constraintSteps(bridge, named)];
}

function switchStep(moved: Moved): SeriesStep {
  const { old, fresh, follows } = moved;
  const rule = condition(moved, 'fresh', 'old_row.');
  const differs = apart(moved, 'fresh', 'fresh_row.', 'old_row.');
  const lacks = follows === 'fresh' ? `fresh_row.${fresh.key[0] ?? ''} IS NULL OR ` : '';
  const only = follows === 'fresh' && rule !== null ? `${rule} AND ` : '';
  return step({
    stage: 'switch',
    name: fileName('check', moved),
    title: `Check that ${words(moved, 'fresh')} and ${words(moved, 'old')} agree; then deploy code that reads and writes ${words(moved, 'fresh')} only.`,
    up: [
      gate(
        `SELECT FROM ${old.table} AS old_row ${follows === 'fresh' ? 'LEFT JOIN' : 'JOIN'} ${fresh.table} AS fresh_row ON ${sameRow(moved, 'fresh', 'fresh_row.', 'old_row.')} WHERE ${only}(${lacks}${differs})`,
        `Rows of ${old.table} and ${fresh.table} differ: fill ${fresh.table} again before code reads it.`,
      ),
    ],
    down: [],
    old: true,
    fresh: true,
  });
}

function contractStep(moved: Moved): SeriesStep {
  const { old, follows, scene, drops } = moved;
  const syncs = movedSyncs(moved);
  const gone = columnsAt(moved, 'old').map((column) => `ALTER TABLE ${old.table} DROP COLUMN ${column}`);
  const isTable = follows === 'old';
  const again = drops.flatMap((place) => {
    const ran = scene.statements[place];
    return ran === undefined ? [] : madeAgain(ran.before, ran.after);
  });
  return step({
    stage: 'contract',
    name: fileWords('drop', tableWord(old.table), ...(isTable ? [] : columnsAt(moved, 'old'))),
    title: `Drop ${isTable ? code(old.table) : words(moved, 'old')} and the triggers.`,
    codeBefore: `Code that reads and writes only ${words(moved, 'fresh')}.`,
    up: [...syncs.flatMap(withoutSync), ...(isTable ? [`DROP TABLE ${old.table}`] : gone)],
    down: [...again, isTable ? rowsAgain(moved) : valuesAgain(moved), ...syncs.flatMap(syncTrigger)],
    old: false,
    fresh: true,
    saves: { change: roomlessSaves(moved, 'old') },
  });
}

function rowsAgain(moved: Moved): string {
  const rule = condition(moved, 'old', '');
  return `INSERT INTO ${moved.old.table} (${valuesAt(moved, 'old')})
SELECT ${valuesAt(moved, 'fresh')} FROM ${moved.fresh.table}${rule === null ? '' : ` WHERE ${rule}`}`;
}

function valuesAgain(moved: Moved): string {
  const set = moved.columns.map((one) => `${nameOf(one.old)} = source.${nameOf(one.fresh)}`);
  return `UPDATE ${moved.old.table} AS other SET ${set.join(', ')} FROM ${moved.fresh.table} AS source
WHERE ${sameRow(moved, 'old', 'other.', 'source.')}`;
}

/** What the old shape has no room for. */
function roomless(moved: Moved): Pick<Part, 'fresh' | 'partial' | 'numbered'> {
  const { scene, fresh, columns, follows } = moved;
  if (follows !== 'fresh') return {};
  const known = [
    ...fresh.key.map((column) => `${fresh.table}.${column}`),
    ...columns.map((one) => one.fresh.name),
  ];
  const own = objectsOf(scene.after, 'column', fresh.table).filter(({ name }) => !known.includes(name));
  const isNumbered = (column: CatalogObject): boolean =>
    textFact(column, 'identity') !== null || textFact(column, 'default')?.includes('nextval(') === true;
  return {
    fresh: own.filter((column) => !isNumbered(column)).map(({ name }) => name),
    numbered: own.filter(isNumbered).map(({ name }) => name),
    // A row without any of the values, or none, leaves no trace in the old shape.
    ...(isDemanding(moved, 'fresh') ? {} : { partial: [fresh.table] }),
  };
}
