import { code } from '../../../lib/code.ts';
import type { CatalogObject } from '../../../model/catalog.ts';
import { filler } from '../inverse/filler.ts';
import { typeClause } from '../inverse/column-definition.ts';
import { isFact, textFact } from '../rows/facts.ts';
import { addReference, addRule, attachmentsOf, buildIndex, buildKey } from './attached.ts';
import { nameOf } from './bridge.ts';
import { asCatalogName } from './expression.ts';
import type { Kind } from './kinds.ts';
import { fileWords, tableWord } from './names.ts';
import { step, type Part } from './part.ts';
import { changesOf, columnIn, type Scene } from './scene.ts';

/** `DROP COLUMN`: first nobody has to write it, then nobody reads it, then it goes. */
export const dropColumn: Kind = (scene, taken) =>
  changesOf(scene, 'drop-column')
    .filter(({ index }) => !taken.has(index))
    .flatMap(({ index, change }) => {
      const table = change.relation ?? '';
      const column = columnIn(scene.before, table, asCatalogName(change.column));
      return column === null ? [] : [dropPart(scene, table, column, index)];
    });

function dropPart(scene: Scene, table: string, column: CatalogObject, index: number): Part {
  const name = nameOf(column);
  const alter = `ALTER TABLE ${table} ALTER COLUMN ${name}`;
  const fills = ['default', 'identity', 'generated'].some((fact) => textFact(column, fact) !== null);
  const isBinding = isFact(column, 'notNull') && !fills;
  const { keys, indexes } = attachmentsOf(scene.before, table, [name]);
  const isUnique = keys.length > 0 || indexes.some(({ object }) => isFact(object, 'unique'));
  const value = filler(column, isUnique);
  const optional = step({
    stage: 'expand',
    name: fileWords('free', tableWord(table), name),
    title: `Let code leave ${code(column.name)} out.`,
    up: [`${alter} DROP NOT NULL`],
    down: [
      ...(value === null ? [] : [`UPDATE ${table} SET ${name} = ${value} WHERE ${name} IS NULL`]),
      `${alter} SET NOT NULL`,
    ],
    old: true,
    fresh: true,
  });
  return {
    kind: 'drop-column',
    title: `Drop ${code(column.name)}`,
    takes: [index],
    objects: [column.name],
    steps: [
      ...(isBinding ? [optional] : []),
      step({
        stage: 'contract',
        name: fileWords('drop', tableWord(table), name),
        title: `Drop ${code(column.name)} with what it holds.`,
        codeBefore: `Code that neither reads nor writes ${code(column.name)}.`,
        up: [`ALTER TABLE ${table} DROP COLUMN ${name}`],
        down: broughtBack(scene, table, column, isBinding),
        old: false,
        fresh: true,
      }),
    ],
  };
}

/** The column without its values, and what it carried. */
function broughtBack(scene: Scene, table: string, column: CatalogObject, isFree: boolean): string[] {
  const name = nameOf(column);
  const usual = textFact(column, 'default');
  const same = (one: string): string => one;
  const { keys, indexes, rules, references } = attachmentsOf(scene.before, table, [name]);
  const binding = isFact(column, 'notNull') && !isFree ? ' NOT NULL' : '';
  return [
    `ALTER TABLE ${table} ADD COLUMN ${name} ${typeClause(column)}${usual === null ? '' : ` DEFAULT ${usual}`}${binding}`,
    ...keys.flatMap((key) => [
      buildKey(key, key.name, same, 'AT ONCE'),
      `ALTER TABLE ${table} ADD CONSTRAINT ${key.name} ${textFact(key.object, 'type') === 'primary-key' ? 'PRIMARY KEY' : 'UNIQUE'} USING INDEX ${key.name}`,
    ]),
    ...indexes.map((one) => buildIndex(one, one.name, same, 'AT ONCE')),
    ...rules.map((one) => addRule(one, one.name, same, '')),
    ...references.map((one) => addReference(one, one.name, same, '')),
  ];
}
