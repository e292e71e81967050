import { code } from '../../../lib/code.ts';
import { listInWords } from '../../../lib/list-in-words.ts';
import type { CatalogObject } from '../../../model/catalog.ts';
import type { RehearsedStatement } from '../../../model/rehearsal.ts';
import type { SeriesStep } from '../../../model/series.ts';
import { filler } from '../inverse/filler.ts';
import { isFact, textFact } from '../../catalog/facts.ts';
import { attachmentsOf } from './attached.ts';
import { nameOf } from './bridge.ts';
import { asCatalogName } from './expression.ts';
import type { Kind } from './kinds.ts';
import { madeAgain, whereOptional } from './made-again.ts';
import { fileWords, tableWord } from './names.ts';
import { step, type Part } from './part.ts';
import { changesOf, columnIn, type Scene } from './scene.ts';

/** `DROP COLUMN`: first nobody has to write it, then nobody reads it, then it goes. */
export const dropColumn: Kind = (scene, taken) => {
  const drops = changesOf(scene, 'drop-column').filter(({ index }) => !taken.has(index));
  return [...new Set(drops.map(({ index }) => index))].flatMap((index): Part[] => {
    const ran = scene.statements[index];
    const own = drops.filter((drop) => drop.index === index);
    const table = own[0]?.change.relation ?? '';
    const columns = own.flatMap(
      ({ change }) => columnIn(scene.before, table, asCatalogName(change.column)) ?? [],
    );
    return ran === undefined || columns.length === 0 ? [] : [dropPart(scene, { index, ran, table, columns })];
  });
};

interface Dropped {
  readonly index: number;
  readonly ran: RehearsedStatement;
  readonly table: string;
  readonly columns: readonly CatalogObject[];
}

function dropPart(scene: Scene, dropped: Dropped): Part {
  const { index, ran, table, columns } = dropped;
  const binding = columns.filter(isBinding);
  const names = columns.map(nameOf);
  const words = listInWords(columns.map(({ name }) => code(name)));
  return {
    kind: 'drop-column',
    title: `Drop ${words}`,
    takes: [index],
    objects: columns.map(({ name }) => name),
    steps: [
      ...(binding.length > 0 ? [freeStep(scene, table, binding)] : []),
      step({
        stage: 'contract',
        name: fileWords('drop', tableWord(table), ...names),
        title: `Drop ${words} with what ${columns.length === 1 ? 'it holds' : 'they hold'}.`,
        codeBefore: `Code that neither reads nor writes ${words}.`,
        up: names.map((name) => `ALTER TABLE ${table} DROP COLUMN ${name}`),
        down: madeAgain(whereOptional(ran.before, binding), ran.after),
        old: false,
        fresh: true,
      }),
    ],
  };
}

/** Code has to write it. */
function isBinding(column: CatalogObject): boolean {
  const fills = ['default', 'identity', 'generated'].some((fact) => textFact(column, fact) !== null);
  return isFact(column, 'notNull') && !fills;
}

function freeStep(scene: Scene, table: string, columns: readonly CatalogObject[]): SeriesStep {
  const alter = (column: CatalogObject): string => `ALTER TABLE ${table} ALTER COLUMN ${nameOf(column)}`;
  return step({
    stage: 'expand',
    name: fileWords('free', tableWord(table), ...columns.map(nameOf)),
    title: `Let code leave ${listInWords(columns.map(({ name }) => code(name)))} out.`,
    up: columns.map((column) => `${alter(column)} DROP NOT NULL`),
    down: columns.flatMap((column) => {
      const name = nameOf(column);
      const { keys, indexes } = attachmentsOf(scene.before, table, [name]);
      const isUnique = keys.length > 0 || indexes.some(({ object }) => isFact(object, 'unique'));
      const value = filler(column, isUnique);
      return [
        ...(value === null ? [] : [`UPDATE ${table} SET ${name} = ${value} WHERE ${name} IS NULL`]),
        `${alter(column)} SET NOT NULL`,
      ];
    }),
    old: true,
    fresh: true,
  });
}
