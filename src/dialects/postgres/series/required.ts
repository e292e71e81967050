import { code } from '../../../lib/code.ts';
import type { SeriesStep } from '../../../model/series.ts';
import { typeClause } from '../inverse/column-definition.ts';
import { textFact } from '../rows/facts.ts';
import { bare } from '../rows/names.ts';
import { inBatches } from './batches.ts';
import { nameOf } from './bridge.ts';
import { asCatalogName, withColumns } from './expression.ts';
import type { Kind } from './kinds.ts';
import { fileWords, inSchemaOf, joined, tableWord } from './names.ts';
import { loneStep, step, type NoPart, type Part } from './part.ts';
import { changesOf, columnIn, columnNames, type Scene } from './scene.ts';
import { readUpdate } from './sql-text.ts';
import type { Wish } from './wish.ts';

/** `SET NOT NULL`, of a column that is there or of one that the migration adds and fills. */
export const required: Kind = (scene, taken) =>
  changesOf(scene, 'set-not-null')
    .filter(({ index }) => !taken.has(index))
    .flatMap(({ index, change }): (Part | NoPart)[] => {
      const table = change.relation ?? '';
      const name = asCatalogName(change.column);
      const column = columnIn(scene.after, table, name);
      if (column === null) return [];
      const isNew = columnIn(scene.before, table, name) === null;
      const fill = filling(scene, table, name, taken);
      const added = changesOf(scene, 'add-column').filter(
        ({ change: add }) => add.relation === table && asCatalogName(add.column) === name,
      );
      const others = changesOf(scene, 'set-default').filter(
        ({ change: set }) => set.relation === table && asCatalogName(set.column) === name,
      );
      const takes = [index, ...(fill?.takes ?? []), ...[...added, ...others].map((one) => one.index)];
      return [requiredPart({ scene, table, column, isNew, value: fill?.value ?? null, takes })];
    });

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

function names({ table, column }: Wish): { trigger: string; routine: string; check: string; name: string } {
  const name = nameOf(column);
  return {
    name,
    trigger: joined('zz', tableWord(table), name, 'present'),
    routine: inSchemaOf(table, joined(tableWord(table), name, 'present')),
    check: joined(tableWord(table), name, 'present'),
  };
}

function filler(wish: Wish, value: (prefix: string) => string): string[] {
  const { trigger, routine, name } = names(wish);
  return [
    `CREATE FUNCTION ${routine}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.${name} IS NULL THEN
    NEW.${name} := ${value('NEW.')};
  END IF;
  RETURN NEW;
END $$`,
    `CREATE TRIGGER ${trigger} BEFORE INSERT OR UPDATE ON ${wish.table}
  FOR EACH ROW EXECUTE FUNCTION ${routine}()`,
  ];
}

function withoutFiller(wish: Wish): string[] {
  const { trigger, routine } = names(wish);
  return [`DROP TRIGGER ${trigger} ON ${wish.table}`, `DROP FUNCTION ${routine}()`];
}

function expandSteps(wish: Wish): SeriesStep[] {
  const { table, column, isNew, value } = wish;
  const { name } = names(wish);
  if (value === null) return [];
  const add = isNew ? [`ALTER TABLE ${table} ADD COLUMN ${name} ${typeClause(column)}`] : [];
  const drop = isNew ? [`ALTER TABLE ${table} DROP COLUMN ${name}`] : [];
  return [
    step({
      stage: 'expand',
      name: fileWords(isNew ? 'add' : 'keep', tableWord(table), name),
      title: `${isNew ? `Add ${code(column.name)}; a` : 'A'} trigger gives it a value where code writes none.`,
      up: [...add, ...filler(wish, value)],
      down: [...withoutFiller(wish), ...drop],
      old: true,
      fresh: false,
    }),
  ];
}

function fillStep({ scene, table, column }: Wish, value: (prefix: string) => string): SeriesStep | null {
  const name = nameOf(column);
  const sql = inBatches({
    catalog: scene.before,
    table,
    work: (range) => `UPDATE ${table} SET ${name} = ${value('')}\nWHERE ${range} AND ${name} IS NULL`,
  });
  if (sql === null) return null;
  return loneStep({
    stage: 'migrate',
    name: fileWords('fill', tableWord(table), name),
    title: `Give ${code(column.name)} a value in the rows that were there before, in batches.`,
    up: [sql],
    down: [],
    old: true,
    fresh: false,
  });
}

function checkSteps(wish: Wish): SeriesStep[] {
  const { table, column, value } = wish;
  const { check, name } = names(wish);
  const add = `ALTER TABLE ${table} ADD CONSTRAINT ${check} CHECK (${name} IS NOT NULL) NOT VALID`;
  const drop = `ALTER TABLE ${table} DROP CONSTRAINT ${check}`;
  const old = value !== null;
  return [
    step({
      stage: 'migrate',
      name: fileWords('constrain', tableWord(table), name),
      title: `Hold new rows to a value in ${code(column.name)}.`,
      ...(value === null ? { codeBefore: `Code that always writes ${code(column.name)}.` } : {}),
      up: [add],
      down: [drop],
      old,
      fresh: true,
    }),
    step({
      stage: 'migrate',
      name: fileWords('require', tableWord(table), name),
      title: `Check the rows that were there before, and require ${code(column.name)}.`,
      up: [
        `ALTER TABLE ${table} VALIDATE CONSTRAINT ${check}`,
        `ALTER TABLE ${table} ALTER COLUMN ${name} SET NOT NULL`,
        drop,
      ],
      down: [`ALTER TABLE ${table} ALTER COLUMN ${name} DROP NOT NULL`, add],
      old,
      fresh: true,
    }),
  ];
}

function contractStep(wish: Wish, value: (prefix: string) => string): SeriesStep {
  const { table, column } = wish;
  const { name } = names(wish);
  const was = columnIn(wish.scene.before, table, name);
  const usual = textFact(column, 'default');
  const isSet = usual !== null && (was === null || textFact(was, 'default') !== usual);
  const before = was === null ? null : textFact(was, 'default');
  const alter = `ALTER TABLE ${table} ALTER COLUMN ${name}`;
  return step({
    stage: 'contract',
    name: fileWords('drop', tableWord(table), bare(name), 'trigger'),
    title: `Drop the trigger that gives ${code(column.name)} a value.`,
    codeBefore: `Code that always writes ${code(column.name)}.`,
    up: [...withoutFiller(wish), ...(isSet ? [`${alter} SET DEFAULT ${usual}`] : [])],
    down: [
      ...(isSet ? [before === null ? `${alter} DROP DEFAULT` : `${alter} SET DEFAULT ${before}`] : []),
      ...filler(wish, value),
    ],
    old: isSet,
    fresh: true,
  });
}
