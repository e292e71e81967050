import { code } from '../../../lib/code.ts';
import type { SeriesStep } from '../../../model/series.ts';
import { typeClause } from '../inverse/column-definition.ts';
import { textFact } from '../../catalog/facts.ts';
import { bare } from '../rows/names.ts';
import { inBatches } from './batches.ts';
import { nameOf } from './bridge.ts';
import { fileWords, inSchemaOf, joined, tableWord } from './names.ts';
import { loneStep, step } from './part.ts';
import { columnIn } from './scene.ts';
import type { Wish } from './wish.ts';

/** What is made for the column while it is not required yet. */
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

/** The column where it is new, and a trigger that gives it a value where code writes none. */
export function expandSteps(wish: Wish): SeriesStep[] {
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

/** Gives rows that have none a value, in batches; null for a table without a key. */
export function fillStep(
  { scene, table, column }: Wish,
  value: (prefix: string) => string,
): SeriesStep | null {
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

/** Requires the column: of new rows first, then of all, without holding anybody up. */
export function checkSteps(wish: Wish): SeriesStep[] {
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

/** Takes the trigger away. */
export function contractStep(wish: Wish, value: (prefix: string) => string): SeriesStep {
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
