import { code } from '../../../lib/code.ts';
import { listInWords } from '../../../lib/list-in-words.ts';
import type { SeriesStep } from '../../../model/series.ts';
import { isFact } from '../../catalog/facts.ts';
import { addReference, addRule, type Attached, type Attachments } from './attached.ts';
import { nameOf, tableOf, type Bridge } from './bridge.ts';
import { fileWords, joined, tableWord } from './names.ts';
import { step } from './part.ts';

/** One constraint that holds for new rows first, and for all of them afterwards. */
interface Promise {
  readonly table: string;
  readonly name: string;
  readonly add: string;
  /** Left unchecked as it is in the end. */
  readonly unchecked: boolean;
}

/** Constraints of the fresh columns: for new rows first, then for all, each without holding anybody up. */
export function constraintSteps(bridge: Bridge, attached: Attachments): SeriesStep[] {
  const promises = promisesOf(bridge, attached);
  const required = bridge.fresh.filter(({ column }) => isFact(column, 'notNull'));
  if (promises.length === 0) return [];
  const names = bridge.fresh.map(({ shadow }) => shadow);
  const title = listInWords(names.map((name) => code(`${bridge.table}.${name}`)));
  const drop = ({ table, name }: Promise): string => `ALTER TABLE ${table} DROP CONSTRAINT ${name}`;
  const settle = required.flatMap((one) => [
    `ALTER TABLE ${tableOf(bridge)} ALTER COLUMN ${one.shadow} SET NOT NULL`,
    `ALTER TABLE ${tableOf(bridge)} DROP CONSTRAINT ${presence(bridge, one.shadow)}`,
  ]);
  const checked = promises.filter(({ unchecked }) => !unchecked);
  const isPresence = ({ name }: Promise): boolean =>
    required.some(({ shadow }) => presence(bridge, shadow) === name);
  const validate = step({
    stage: 'migrate',
    name: fileWords('validate', tableWord(bridge.table), ...names),
    title: `Check what ${title} must hold for the rows that were there before.`,
    up: [...checked.map(({ table, name }) => `ALTER TABLE ${table} VALIDATE CONSTRAINT ${name}`), ...settle],
    down: [
      ...required.map(({ shadow }) => `ALTER TABLE ${tableOf(bridge)} ALTER COLUMN ${shadow} DROP NOT NULL`),
      ...checked.filter((one) => !isPresence(one)).map(drop),
      ...checked.map(({ add }) => add),
    ],
    old: bridge.before === undefined,
    fresh: false,
  });
  const constrain = step({
    stage: 'migrate',
    name: fileWords('constrain', tableWord(bridge.table), ...names),
    title: `Hold new rows to what ${title} must hold.`,
    up: promises.map(({ add }) => add),
    down: promises.toReversed().map(drop),
    old: bridge.before === undefined,
    fresh: false,
  });
  return checked.length === 0 ? [constrain] : [constrain, validate];
}

function promisesOf(bridge: Bridge, { rules, references }: Attachments): Promise[] {
  const shadow = (column: string): string =>
    bridge.fresh.find((one) => nameOf(one.column) === column)?.shadow ?? column;
  const held = (one: Attached, add: string): Promise => ({
    table: one.object.relation ?? '',
    name: one.temporary,
    add,
    unchecked: !isFact(one.object, 'validated'),
  });
  return [
    ...bridge.fresh
      .filter(({ column }) => isFact(column, 'notNull'))
      .map((one) => ({
        table: tableOf(bridge),
        name: presence(bridge, one.shadow),
        add: `ALTER TABLE ${tableOf(bridge)} ADD CONSTRAINT ${presence(bridge, one.shadow)} CHECK (${one.shadow} IS NOT NULL) NOT VALID`,
        unchecked: false,
      })),
    ...rules.map((one) => held(one, addRule(one, one.temporary, shadow, 'NOT VALID'))),
    ...references.map((one) => held(one, addReference(one, one.temporary, shadow, 'NOT VALID'))),
  ];
}

function presence(bridge: Bridge, column: string): string {
  return joined(tableWord(bridge.table), column, 'present');
}
