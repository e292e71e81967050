import { code } from '../../../lib/code.ts';
import type { CatalogObject } from '../../../model/catalog.ts';
import { typeClause } from '../inverse/column-definition.ts';
import { isFact, textFact } from '../../catalog/facts.ts';
import { nameOf } from './bridge.ts';
import { asCatalogName } from './expression.ts';
import type { Kind } from './kinds.ts';
import { fileWords, tableWord } from './names.ts';
import { step, type NoPart, type Part } from './part.ts';
import { checkSteps, fillStep } from './required-steps.ts';
import { changesOf, columnIn, type Scene } from './scene.ts';
import type { Wish } from './wish.ts';

/** `ADD COLUMN` with a default that gives each row another value: added empty, then filled in batches. */
export const filledColumn: Kind = (scene, taken) =>
  changesOf(scene, 'add-column')
    .filter(({ index, change }) => !taken.has(index) && change.fill === 'per-row' && isAlone(scene, index))
    .flatMap(({ index, change }): (Part | NoPart)[] => {
      const table = change.relation ?? '';
      const column = columnIn(scene.after, table, asCatalogName(change.column));
      const usual = column === null ? null : textFact(column, 'default');
      // A sequence of its own comes with the column.
      if (column === null || usual === null || usual.includes('nextval(')) return [];
      if (textFact(column, 'generated') !== null) return [];
      return [filledPart(scene, table, column, { index, usual })];
    });

function isAlone({ statements }: Scene, index: number): boolean {
  const statement = statements[index]?.statement;
  return statement?.kind === 'readable' && statement.changes.every(({ kind }) => kind === 'add-column');
}

interface Placed {
  readonly index: number;
  readonly usual: string;
}

function filledPart(
  scene: Scene,
  table: string,
  column: CatalogObject,
  { index, usual }: Placed,
): Part | NoPart {
  const name = nameOf(column);
  const wish: Wish = { scene, table, column, isNew: true, value: () => usual, takes: [index] };
  const fill = fillStep(wish, () => usual);
  if (fill === null)
    return { because: `${code(table)} has no primary key, so that it cannot be filled in batches.` };
  const add = step({
    stage: 'expand',
    name: fileWords('add', tableWord(table), name),
    title: `Add ${code(column.name)}; its default gives new rows a value.`,
    up: [
      `ALTER TABLE ${table} ADD COLUMN ${name} ${typeClause(column)}`,
      `ALTER TABLE ${table} ALTER COLUMN ${name} SET DEFAULT ${usual}`,
    ],
    down: [`ALTER TABLE ${table} DROP COLUMN ${name}`],
    old: true,
    fresh: false,
  });
  return {
    kind: 'add-filled-column',
    title: `Add ${code(column.name)}, which differs from row to row`,
    takes: [index],
    objects: [column.name],
    fresh: [column.name],
    steps: [add, fill, ...(isFact(column, 'notNull') ? checkSteps(wish) : [])],
  };
}
