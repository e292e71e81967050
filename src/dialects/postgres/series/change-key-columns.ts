import { code } from '../../../lib/code.ts';
import { listInWords } from '../../../lib/list-in-words.ts';
import type { Catalog, CatalogObject } from '../../../model/catalog.ts';
import type { SeriesStep } from '../../../model/series.ts';
import { textFact } from '../../catalog/facts.ts';
import { asCatalogName } from './expression.ts';
import { madeAgain, whereOptional } from './made-again.ts';
import { fileWords, tableWord } from './names.ts';
import { step } from './part.ts';
import { changesOf, columnIn, type Scene } from './scene.ts';

/** A table whose key changes. */
export interface KeyChange {
  readonly scene: Scene;
  readonly table: string;
  readonly was: CatalogObject;
  readonly is: CatalogObject;
}

interface Ways {
  readonly up: readonly string[];
  readonly down: readonly string[];
}

/** Old key columns that go and get no value by themselves may be left out; on the way back they are numbered on. */
export function freedColumns({ scene, table }: KeyChange, gone: readonly string[]): Ways {
  const free = gone.filter((column) => !fillsItself(columnIn(scene.before, table, column)));
  const alter = (column: string): string => `ALTER TABLE ${table} ALTER COLUMN ${column}`;
  return {
    up: free.map((column) => `${alter(column)} DROP NOT NULL`),
    down: free.flatMap((column) => [
      `UPDATE ${table} SET ${column} = numbered.place FROM (
  SELECT ctid AS row_id, row_number() OVER () + (SELECT coalesce(max(${column}), 0) FROM ${table}) AS place
  FROM ${table} WHERE ${column} IS NULL
) AS numbered WHERE ${table}.ctid = numbered.row_id`,
      `${alter(column)} SET NOT NULL`,
    ]),
  };
}

function fillsItself(column: CatalogObject | null): boolean {
  return (
    column !== null && ['default', 'identity', 'generated'].some((fact) => textFact(column, fact) !== null)
  );
}

/** Drops the old key columns that the migration drops. */
export function droppedKeyColumns(change: KeyChange, gone: readonly string[]): SeriesStep[] {
  const { scene, table } = change;
  if (gone.length === 0) return [];
  const drops = changesOf(scene, 'drop-column').filter(
    ({ change: drop }) => drop.relation === table && gone.includes(asCatalogName(drop.column)),
  );
  const down = drops.flatMap(({ index }) => {
    const ran = scene.statements[index];
    if (ran === undefined) return [];
    return madeAgain(withoutKey(ran.before, change, gone), ran.after);
  });
  const words = listInWords(gone.map((column) => code(`${table}.${column}`)));
  return [
    step({
      stage: 'contract',
      name: fileWords('drop', tableWord(table), ...gone),
      title: `Drop ${words}.`,
      codeBefore: `Code that neither reads nor writes ${words}.`,
      up: gone.map((column) => `ALTER TABLE ${table} DROP COLUMN ${column}`),
      down,
      old: false,
      fresh: true,
    }),
  ];
}

/** What was there before the columns were dropped, as the series has it by then: without the old key. */
function withoutKey(catalog: Catalog, { was, table }: KeyChange, gone: readonly string[]): Catalog {
  const free = gone
    .flatMap((column) => columnIn(catalog, table, column) ?? [])
    .filter((column) => !fillsItself(column));
  const isOldKey = ({ kind, id, facts }: CatalogObject): boolean =>
    (kind === 'constraint' && id === was.id) ||
    (kind === 'index' && facts['constraint'] === was.name.slice(table.length + 1));
  return whereOptional(new Map([...catalog].filter(([, object]) => !isOldKey(object))), free);
}
