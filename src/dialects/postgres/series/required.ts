import { code } from '../../../lib/code.ts';
import { isFact } from '../../catalog/facts.ts';
import { asCatalogName, withColumns } from './expression.ts';
import type { Kind } from './kinds.ts';
import type { NoPart, Part } from './part.ts';
import { checkSteps, contractStep, expandSteps, fillStep } from './required-steps.ts';
import { changesOf, columnIn, columnNames, type Scene } from './scene.ts';
import { readUpdate } from './sql-text.ts';
import type { Wish } from './wish.ts';

/** `SET NOT NULL`, or what a primary key asks, of a column that is there or of one that the migration adds and fills. */
export const required: Kind = (scene, taken) =>
  requirements(scene, taken).flatMap(({ table, name, takes }): (Part | NoPart)[] => {
    const column = columnIn(scene.after, table, name);
    if (column === null) return [];
    const isNew = columnIn(scene.before, table, name) === null;
    const fill = filling(scene, table, name, taken);
    const isHere = ({ change }: { readonly change: { relation: string | null; column: string } }): boolean =>
      change.relation === table && asCatalogName(change.column) === name;
    const others = changesOf(scene, 'add-column', 'set-default').filter(isHere);
    const all = [...takes, ...(fill?.takes ?? []), ...others.map(({ index }) => index)];
    return [requiredPart({ scene, table, column, isNew, value: fill?.value ?? null, takes: all })];
  });

interface Requirement {
  readonly table: string;
  readonly name: string;
  readonly takes: readonly number[];
}

function requirements(scene: Scene, taken: ReadonlySet<number>): Requirement[] {
  const said = changesOf(scene, 'set-not-null')
    .filter(({ index }) => !taken.has(index))
    .map(({ index, change }) => ({
      table: change.relation ?? '',
      name: asCatalogName(change.column),
      takes: [index],
    }));
  const isSaid = (table: string, name: string): boolean =>
    changesOf(scene, 'set-not-null').some(
      ({ change }) => change.relation === table && asCatalogName(change.column) === name,
    );
  const keys = changesOf(scene, 'add-constraint').filter(({ change }) => change.type === 'primary-key');
  const implied = keys.flatMap(({ change }) =>
    change.columns
      .map((column) => ({ table: change.relation ?? '', name: asCatalogName(column), takes: [] }))
      .filter(({ table, name }) => !isSaid(table, name) && isOpen(scene, table, name, taken)),
  );
  return [...said, ...implied];
}

/** The column may be empty before, or comes without being filled by a part of its own. */
function isOpen(scene: Scene, table: string, name: string, taken: ReadonlySet<number>): boolean {
  const was = columnIn(scene.before, table, name);
  if (was !== null) return !isFact(was, 'notNull');
  return !changesOf(scene, 'add-column').some(
    ({ index, change }) =>
      change.relation === table && asCatalogName(change.column) === name && taken.has(index),
  );
}

interface Filling {
  readonly takes: readonly number[];
  readonly value: (prefix: string) => string;
}

/** The migration's own `UPDATE` of the column alone. */
function filling(scene: Scene, table: string, name: string, taken: ReadonlySet<number>): Filling | null {
  const columns = columnNames(scene.before, table);
  for (const { index, change, sql } of changesOf(scene, 'update-rows')) {
    const update = change.relation === table && !taken.has(index) ? readUpdate(sql) : null;
    const [only, ...more] = update?.assignments ?? [];
    if (update?.from !== null || more.length > 0 || only?.column !== name) continue;
    const { owners } = update;
    const value = (prefix: string): string =>
      withColumns(
        only.expression,
        (column) => (columns.includes(column) ? `${prefix}${column}` : null),
        owners,
      );
    return { takes: [index], value };
  }
  return null;
}

function requiredPart(wish: Wish): Part | NoPart {
  const { table, column, isNew, value } = wish;
  if (isNew && value === null)
    return {
      because: `${code(column.name)} needs a value in the rows that are there: fill it with an UPDATE.`,
    };
  const fill = value === null ? [] : [fillStep(wish, value)];
  if (fill.includes(null))
    return { because: `${code(table)} has no primary key, so that it cannot be filled in batches.` };
  return {
    kind: isNew ? 'add-required-column' : 'require-column',
    title: isNew ? `Add ${code(column.name)}, which may not be empty` : `Require ${code(column.name)}`,
    takes: wish.takes,
    objects: [column.name],
    ...(isNew ? { fresh: [column.name] } : {}),
    steps: [
      ...expandSteps(wish),
      ...fill.filter((one) => one !== null),
      ...checkSteps(wish),
      ...(value === null ? [] : [contractStep(wish, value)]),
    ],
  };
}
