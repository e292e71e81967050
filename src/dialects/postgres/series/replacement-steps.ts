import { code } from '../../../lib/code.ts';
import { findObject, objectsOf } from '../../../model/catalog.ts';
import type { SeriesStep } from '../../../model/series.ts';
import { runningSql } from '../../../model/statement.ts';
import { lasting } from '../catalog/lasting.ts';
import { invert } from '../inverse/invert.ts';
import { literal } from '../inverse/sql-names.ts';
import { textFact } from '../../catalog/facts.ts';
import { gate, inBatches } from './batches.ts';
import { nameOf } from './bridge.ts';
import { madeAgain } from './made-again.ts';
import { fileWords, localPart, tableWord } from './names.ts';
import { loneStep, step } from './part.ts';
import {
  differs,
  insertInto,
  namesAfter,
  namesBefore,
  sameRow,
  syncsOf,
  value,
  type Replacement,
} from './replacement.ts';
import { ownSaves } from './replacement-saves.ts';
import { referenceSteps, settledReferences } from './replacement-references.ts';
import { columnIn, columnNames, keyColumns } from './scene.ts';
import { syncFunction, syncTrigger, withoutSync } from './sync-trigger.ts';

/** The steps in which one table takes another one's place; null when its rows cannot be gone through in batches. */
export function replacementSteps(replacement: Replacement): readonly SeriesStep[] | null {
  const fill = fillStep(replacement);
  return fill === null
    ? null
    : [
        expandStep(replacement),
        fill,
        ...referenceSteps(replacement),
        switchStep(replacement),
        contractStep(replacement),
      ];
}

/** The migration's own statements at the places. */
function own({ scene }: Replacement, places: readonly number[]): string[] {
  return places.flatMap((place) => {
    const ran = scene.statements[place];
    return ran === undefined ? [] : [runningSql(ran.statement).trim().replace(/;$/, '')];
  });
}

/** The way back of the migration's own statements from the first to the last of the places. */
function ownBack({ scene }: Replacement, places: readonly number[]): readonly string[] {
  const first = scene.statements[places[0] ?? -1];
  const last = scene.statements[places.at(-1) ?? -1];
  if (first === undefined || last === undefined) return [];
  return invert(lasting(first.before), lasting(last.after)).sql;
}

function words({ table }: Replacement): string {
  return tableWord(table);
}

function expandStep(replacement: Replacement): SeriesStep {
  const { table, coming, makes } = replacement;
  const syncs = syncsOf(replacement, namesBefore(replacement));
  return step({
    stage: 'expand',
    name: fileWords('add', tableWord(coming)),
    title: `Add ${code(coming)} beside ${code(table)}; triggers write both whichever of them code writes.`,
    up: [...own(replacement, makes), ...syncs.flatMap(syncTrigger)],
    down: [...syncs.flatMap(withoutSync), ...ownBack(replacement, makes)],
    old: true,
    fresh: false,
    saves: { 'way-back': ownSaves(replacement, 'fresh') },
  });
}

function fillStep(replacement: Replacement): SeriesStep | null {
  const { scene, table, coming, fresh } = replacement;
  const key = keyColumns(scene.before, table).join(', ');
  const sql = inBatches({
    catalog: scene.before,
    table,
    // The lock keeps a row from changing between the moment it is read and the moment it is carried over.
    work: (range) => `${insertInto(coming, fresh)}
SELECT ${fresh.map(({ from }) => value(from, '')).join(', ')} FROM ${table}
WHERE ${range} AND NOT EXISTS (SELECT FROM ${coming} AS other WHERE ${sameRow(replacement, 'other.', `${table}.`)})
ORDER BY ${key} FOR NO KEY UPDATE ON CONFLICT DO NOTHING`,
  });
  if (sql === null) return null;
  return loneStep({
    stage: 'migrate',
    name: fileWords('fill', tableWord(coming)),
    title: `Carry the rows that were there before over to ${code(coming)}, in batches.`,
    up: [sql],
    down: [],
    old: true,
    fresh: false,
  });
}

function rename(from: string, to: string): string {
  return `ALTER TABLE ${from} RENAME TO ${localPart(to)}`;
}

function switchStep(replacement: Replacement): SeriesStep {
  const { table, coming, retired } = replacement;
  const functions = (names: ReturnType<typeof namesBefore>): string[] =>
    syncsOf(replacement, names).map(syncFunction);
  const same = sameRow(replacement, 'fresh_row.', 'old_row.');
  const apart = differs(replacement, 'fresh_row.', 'old_row.');
  const lacks = ['old_row', 'fresh_row'].map((row) => `${row} IS NULL`).join(' OR ');
  const check = gate(
    `SELECT FROM ${table} AS old_row FULL JOIN ${coming} AS fresh_row ON ${same} WHERE ${lacks} OR ${apart}`,
    `Rows of ${table} and ${coming} differ: fill ${coming} again before code reads it.`,
  );
  return step({
    stage: 'switch',
    name: fileWords('swap', tableWord(coming)),
    title: `Check that both agree, then let ${code(coming)} take the name ${code(table)}, in one instant.`,
    codeBefore: `Code that works with ${code(table)} as it is and as it becomes.`,
    up: [
      check,
      rename(table, retired),
      rename(coming, table),
      ...numberedOn(replacement, 'after', table),
      ...functions(namesAfter(replacement)),
    ],
    down: [
      rename(table, coming),
      rename(retired, table),
      ...numberedOn(replacement, 'before', table),
      ...functions(namesBefore(replacement)),
    ],
    old: isLikeBefore(replacement),
    fresh: true,
  });
}

/** Lets a table go on with the numbers where the other one, which code wrote until now, left off. */
function numberedOn({ scene }: Replacement, moment: 'before' | 'after', table: string): string[] {
  const catalog = scene[moment];
  return objectsOf(catalog, 'column', table).flatMap((column) => {
    const own = objectsOf(catalog, 'sequence').find((one) => textFact(one, 'ownedBy') === column.name);
    const name = nameOf(column);
    if (own === undefined) return [];
    return [
      `SELECT setval(${literal(own.name)}, coalesce((SELECT max(${name}) FROM ${table}), 0) + 1, false)`,
    ];
  });
}

/** Code finds every column as it was, and needs no other. */
function isLikeBefore({ scene, table }: Replacement): boolean {
  const [was, is] = [scene.before, scene.after].map((catalog) => columnNames(catalog, table));
  const keys = [scene.before, scene.after].map((catalog) => keyColumns(catalog, table).join());
  return (
    was?.length === is?.length &&
    keys[0] === keys[1] &&
    was?.every((column) => {
      const [before, after] = [scene.before, scene.after].map((one) => columnIn(one, table, column));
      return ['type', 'notNull', 'default'].every((fact) => before?.facts[fact] === after?.facts[fact]);
    }) === true
  );
}

function contractStep(replacement: Replacement): SeriesStep {
  const { table, coming, retired, ends } = replacement;
  const syncs = syncsOf(replacement, namesAfter(replacement));
  const references = settledReferences(replacement);
  return step({
    stage: 'contract',
    name: fileWords('drop', words(replacement), 'old'),
    title: `Drop ${code(retired)} and the triggers.`,
    codeBefore: `Code that reads and writes ${code(table)} only as it is now.`,
    up: [
      ...syncs.flatMap(withoutSync),
      ...references.left,
      `DROP TABLE ${retired}`,
      ...references.named,
      ...own(replacement, ends),
    ],
    down: [
      ...ownBack(replacement, ends),
      ...references.unnamed,
      rename(table, coming),
      ...oldTable(replacement),
      rename(table, retired),
      rename(coming, table),
      ...syncs.flatMap(syncTrigger),
    ],
    old: false,
    fresh: true,
    saves: { change: ownSaves(replacement, 'old') },
  });
}

/** The old table under its own name, with the rows of the fresh one. */
function oldTable(replacement: Replacement): string[] {
  const { scene, table, coming, old } = replacement;
  const gone = madeAgain(scene.before, dropped(replacement));
  const rows = `${insertInto(table, old)}
SELECT ${old.map(({ from }) => value(from, '')).join(', ')} FROM ${coming}`;
  const isReference = (sql: string): boolean => /\bFOREIGN KEY\b/.test(sql);
  return [...gone.filter((sql) => !isReference(sql)), rows, ...gone.filter(isReference)];
}

/** The schema at the moment at which the migration dropped the old table. */
function dropped({ scene, table }: Replacement): Replacement['scene']['before'] {
  const old = findObject(scene.before, 'table', table);
  const ran = scene.statements.find(
    ({ after }) => !objectsOf(after, 'table').some(({ id }) => id === old?.id),
  );
  return ran?.after ?? scene.after;
}
