import { code } from '../../../lib/code.ts';
import { listInWords } from '../../../lib/list-in-words.ts';
import { objectsOf, type Catalog, type CatalogObject } from '../../../model/catalog.ts';
import type { Change } from '../../../model/change.ts';
import type { SeriesStep } from '../../../model/series.ts';
import { localName } from '../inverse/sql-names.ts';
import { listFact, textFact } from '../../catalog/facts.ts';
import { addReference, attachmentsOf, buildKey, indexName, type Attached } from './attached.ts';
import { droppedKeyColumns, freedColumns, type KeyChange } from './change-key-columns.ts';
import { asCatalogName } from './expression.ts';
import type { Kind } from './kinds.ts';
import { fileWords, joined, tableWord } from './names.ts';
import { loneStep, step, type Part } from './part.ts';
import { changesOf, columnIn, type Scene } from './scene.ts';

/** A primary key that is another one after the migration: its index is built beside the old key, then takes over. */
export const changeKey: Kind = (scene) =>
  changesOf(scene, 'add-constraint')
    .filter(({ change }) => change.type === 'primary-key')
    .flatMap(({ change }): Part[] => {
      const table = change.relation ?? '';
      const [was, is] = [primaryKey(scene.before, table), primaryKey(scene.after, table)];
      return was === null || is === null ? [] : [keyPart({ scene, table, was, is })];
    });

function primaryKey(catalog: Catalog, table: string): CatalogObject | null {
  return (
    objectsOf(catalog, 'constraint', table).find((one) => textFact(one, 'type') === 'primary-key') ?? null
  );
}

function keyPart(change: KeyChange): Part {
  const { scene, table, was, is } = change;
  const gone = listFact(was, 'columns').filter((column) => columnIn(scene.after, table, column) === null);
  const takes = scene.statements.flatMap(({ statement }, index) =>
    statement.kind === 'readable' &&
    statement.changes.length > 0 &&
    statement.changes.every((one) => isOfKey(change, one, gone))
      ? [index]
      : [],
  );
  return {
    kind: 'change-key',
    title: `Make ${columnWords(is)} the primary key of ${code(table)}`,
    takes,
    objects: [was.name, is.name, ...gone.map((column) => `${table}.${column}`)],
    steps: [indexStep(change), switchStep(change, gone), ...droppedKeyColumns(change, gone)],
  };
}

function isOfKey({ scene, table, was }: KeyChange, change: Change, gone: readonly string[]): boolean {
  switch (change.kind) {
    case 'drop-constraint':
      return (
        (change.relation === table && asCatalogName(change.constraint) === localName(was)) ||
        lostReferences(scene, table, was).some(
          ({ object, name }) =>
            object.relation === change.relation && name === asCatalogName(change.constraint),
        )
      );
    case 'add-constraint':
      return change.relation === table && change.type === 'primary-key';
    case 'drop-column':
      return change.relation === table && gone.includes(asCatalogName(change.column));
    default:
      return false;
  }
}

/** Foreign keys to the old key that the migration takes away. */
function lostReferences({ before, after }: Scene, table: string, was: CatalogObject): readonly Attached[] {
  const { references } = attachmentsOf(before, table, listFact(was, 'columns'));
  return references.filter(
    ({ object }) => !objectsOf(after, 'constraint').some(({ name }) => name === object.name),
  );
}

function columnWords(key: CatalogObject): string {
  return listInWords(listFact(key, 'columns').map((column) => code(`${key.relation ?? ''}.${column}`)));
}

function temporary(key: CatalogObject): Attached {
  const name = localName(key);
  return { object: key, name, temporary: joined(name, 'next') };
}

const same = (column: string): string => column;

/** Gives another value in each row by itself. */
const CHANCE = /\b(?:gen_random_uuid|uuid_generate\w*|uuidv\d)\(/;

/** No row that code writes can be there twice by the new key, as long as it writes none twice by the old one. */
function isSafe({ scene, was, is, table }: KeyChange): boolean {
  const columns = listFact(is, 'columns');
  const isChance = (column: string): boolean => {
    const object = columnIn(scene.after, table, column);
    return object !== null && CHANCE.test(textFact(object, 'default') ?? '');
  };
  return listFact(was, 'columns').every((column) => columns.includes(column)) || columns.some(isChance);
}

function indexStep(change: KeyChange): SeriesStep {
  const { table, is } = change;
  const key = temporary(is);
  const safe = isSafe(change);
  return loneStep({
    stage: 'migrate',
    name: fileWords('index', key.temporary),
    title: `Build the index of the new key of ${code(table)} while it is in use.`,
    ...(safe ? {} : { codeBefore: `Code that writes no row twice as far as ${columnWords(is)} goes.` }),
    up: [buildKey(key, key.temporary, same)],
    down: [`DROP INDEX CONCURRENTLY IF EXISTS ${indexName(is, key.temporary)}`],
    old: safe,
    fresh: false,
  });
}

function switchStep(change: KeyChange, gone: readonly string[]): SeriesStep {
  const { scene, table, was, is } = change;
  const [old, key] = [temporary(was), temporary(is)];
  const drop = (name: string): string => `ALTER TABLE ${table} DROP CONSTRAINT ${name}`;
  const adopt = (name: string, index: string): string =>
    `ALTER TABLE ${table} ADD CONSTRAINT ${name} PRIMARY KEY USING INDEX ${index}`;
  const lost = lostReferences(scene, table, was);
  const freed = freedColumns(change, gone);
  return step({
    stage: 'switch',
    name: fileWords('key', tableWord(table), ...listFact(is, 'columns')),
    title: `Let ${columnWords(is)} be the primary key of ${code(table)}, in one instant.`,
    codeBefore: `Code that resolves no conflict over ${columnWords(was)} alone.`,
    up: [
      ...lost.map(({ object, name }) => `ALTER TABLE ${object.relation ?? ''} DROP CONSTRAINT ${name}`),
      drop(old.name),
      adopt(key.name, key.temporary),
      ...freed.up,
    ],
    down: [
      ...freed.down,
      drop(key.name),
      buildKey(key, key.temporary, same, 'AT ONCE'),
      buildKey(old, old.name, same, 'AT ONCE'),
      adopt(old.name, old.name),
      ...lost.map((one) => addReference(one, one.name, same, '')),
    ],
    old: false,
    fresh: true,
  });
}
