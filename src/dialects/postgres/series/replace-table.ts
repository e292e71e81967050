import { code } from '../../../lib/code.ts';
import { listInWords } from '../../../lib/list-in-words.ts';
import { findObject, objectsOf, type Catalog } from '../../../model/catalog.ts';
import { castExpression } from '../inverse/type-change.ts';
import { reconcileTables, type TablePair } from '../reconcile/reconcile-tables.ts';
import { isFact, textFact } from '../../catalog/facts.ts';
import { copied } from '../validation/copied-rows.ts';
import { nameOf, suffixed, type Expression } from './bridge.ts';
import { asCatalogName, withColumns } from './expression.ts';
import { plainColumn, readInsertSelect, type InsertSelect } from './insert-select.ts';
import type { Kind } from './kinds.ts';
import { inSchemaOf, localPart } from './names.ts';
import type { NoPart, Part } from './part.ts';
import { value, type Carried, type KeyPair, type Replacement } from './replacement.ts';
import { isReferenceChange } from './replacement-references.ts';
import { replacementSteps } from './replacement-steps.ts';
import { changesOf, columnIn, columnNames, keyColumns, type Scene } from './scene.ts';

/** A table that is made anew, filled from the old one and given its name. */
export const replaceTable: Kind = (scene) =>
  changesOf(scene, 'rename').flatMap(({ index, change }): (Part | NoPart)[] => {
    const coming = change.object;
    const table = inSchemaOf(coming, localPart(change.to));
    const was = findObject(scene.before, 'table', table);
    const isReplaced =
      change.of === 'table' &&
      was !== null &&
      findObject(scene.before, 'table', coming) === null &&
      findObject(scene.after, 'table', table) !== null &&
      !objectsOf(scene.after, 'table').some(({ id }) => id === was.id);
    if (!isReplaced) return [];
    const fill = changesOf(scene, 'insert-rows').find(({ change: one }) => one.relation === coming);
    const read = fill === undefined ? null : readInsertSelect(fill.sql);
    if (fill === undefined || read === null) return [];
    return [partOf(scene, { table, coming, read, fill: fill.index, swap: index })];
  });

interface Found {
  readonly table: string;
  readonly coming: string;
  readonly read: InsertSelect;
  /** Places of the statements that fill the fresh table and give it its name. */
  readonly fill: number;
  readonly swap: number;
}

function partOf(scene: Scene, found: Found): Part | NoPart {
  const { table, read } = found;
  if (asCatalogName(read.from) !== table || read.where !== null)
    return {
      because: `${code(found.coming)} is not filled with all rows of ${code(table)}, so that rows that code writes meanwhile cannot be told to belong to both.`,
    };
  const key = keyPairs(scene, found);
  if (key === null)
    return {
      because: `${code(found.coming)} does not keep the key of ${code(table)} as it is, so that its rows cannot be told apart.`,
    };
  const { fresh, old, lost } = carried(scene, found);
  if (lost.length > 0)
    return {
      because: `How to get ${listInWords(lost.map((name) => code(`${table}.${name}`)))} back from the new ${code(table)} is not known, and rows need a value.`,
    };
  const replacement: Replacement = {
    ...{ scene, table, coming: found.coming, key, fresh, old },
    retired: inSchemaOf(table, suffixed(localPart(table), 'old')),
    ...placesOf(scene, found),
  };
  const steps = replacementSteps(replacement);
  if (steps === null) return { because: `${code(table)} has no primary key.` };
  return {
    kind: 'replace-table',
    title: `Replace ${code(table)}`,
    takes: replacement.takes,
    objects: [table, found.coming],
    fresh: ownColumns(scene, table, fresh),
    steps,
    reconciliation: reconcileTables(bothTables(replacement)),
  };
}

/** The old table against the one that is to take its place, under the names until then. */
function bothTables({ table, coming, key, fresh }: Replacement): TablePair {
  const carriedAs = new Map(fresh.map(({ column, from }) => [nameOf(column), from]));
  return {
    source: table,
    target: coming,
    columns: fresh.map(({ column }) => copied(nameOf(column), textFact(column, 'type') ?? 'text')),
    key: key.map((pair) => pair.fresh),
    from: (column) => `(${value(carriedAs.get(column) ?? ((row) => row(column)), '')})`,
  };
}

/** Columns of the fresh table that it fills by itself, so that the old one has no room for them. */
function ownColumns({ after }: Scene, table: string, fresh: readonly Carried[]): string[] {
  const names = fresh.map(({ column }) => column.name);
  return objectsOf(after, 'column', table)
    .map(({ name }) => name)
    .filter((name) => !names.includes(name));
}

/** Names of the columns that are written, and what is written there. */
function assigned(scene: Scene, { table, read }: Found): (readonly [string, string])[] {
  const source = columnNames(scene.before, table);
  const expressions = read.expressions.flatMap((one) => (/^(?:\S+\.)?\*$/.test(one) ? source : [one]));
  const targets = read.columns ?? columnNames(scene.after, table);
  return expressions.map((expression, index) => [targets[index] ?? '', expression]);
}

function carried(scene: Scene, found: Found): { fresh: Carried[]; old: Carried[]; lost: readonly string[] } {
  const { table, read } = found;
  const source = columnNames(scene.before, table);
  const pairs = assigned(scene, found).flatMap(([name, expression]) => {
    const column = columnIn(scene.after, table, name);
    const from: Expression = (row) =>
      withColumns(expression, (one) => (source.includes(one) ? row(one) : null), read.owners);
    return column === null ? [] : [{ column, from, origin: originOf(expression, read) }];
  });
  const columns = objectsOf(scene.before, 'column', table).filter(
    (column) => textFact(column, 'generated') === null,
  );
  const old = columns.flatMap((column): Carried[] => {
    const pair = pairs.find(({ origin }) => origin === nameOf(column));
    if (pair === undefined) return [];
    const isSame = textFact(pair.column, 'type') === textFact(column, 'type');
    const name = nameOf(pair.column);
    return [{ column, from: (row) => (isSame ? row(name) : castExpression(row(name), pair.column, column)) }];
  });
  const lost = columns
    .filter((column) => !old.some((one) => one.column === column))
    .filter((column) => isFact(column, 'notNull') && textFact(column, 'default') === null)
    .map(nameOf);
  return { fresh: pairs, old, lost };
}

/** The column whose value an expression is, as it is or in another type. */
function originOf(expression: string, { owners }: InsertSelect): string | null {
  const [, cast] = /^cast\(([^]*?)\s+as\s+[^]*\)$/i.exec(expression) ?? [];
  const inner = cast ?? expression.replace(/::[\w\s."()[\],]+$/, '');
  return plainColumn(inner, owners);
}

/** The key of the old table as the fresh one has it; null when it does not have it as it is. */
function keyPairs(scene: Scene, found: Found): readonly KeyPair[] | null {
  const all = assigned(scene, found);
  const key = keyColumns(scene.before, found.table).map((old) => {
    const pair = all.find(([, expression]) => originOf(expression, found.read) === old);
    return pair === undefined ? null : { old, fresh: pair[0] };
  });
  const known = key.filter((pair) => pair !== null);
  return known.length === key.length && key.length > 0 ? known : null;
}

/** The table that an index or a sequence belongs to; empty for anything else. */
function holderOf(catalog: Catalog, name: string): string {
  const index = findObject(catalog, 'index', name);
  const sequence = findObject(catalog, 'sequence', name);
  const owner = sequence === null ? null : textFact(sequence, 'ownedBy');
  return index?.relation ?? (owner === null ? '' : owner.slice(0, owner.lastIndexOf('.')));
}

/** Which statements make the fresh table, and which ones end the change. */
function placesOf(
  scene: Scene,
  { table, coming, fill, swap }: Found,
): Pick<Replacement, 'makes' | 'ends' | 'takes'> {
  const made = new Set(changesOf(scene, 'create-table').map(({ change }) => change.object));
  const isAbout = (place: number, tables: ReadonlySet<string>): boolean => {
    const ran = scene.statements[place];
    if (ran?.statement.kind !== 'readable' || ran.statement.changes.length === 0) return false;
    return ran.statement.changes.every(({ kind, object, relation }) => {
      if (kind === 'create-table') return made.has(object);
      return kind !== 'query' && tables.has(relation ?? holderOf(ran.before, object));
    });
  };
  const places = scene.statements
    .map((_, place) => place)
    .filter((place) => place !== fill && place !== swap);
  const makes = places.filter((place) => place < swap && isAbout(place, made));
  const ends = places.filter((place) => place > swap && isAbout(place, new Set([table, ...made])));
  const gone = changesOf(scene, 'drop')
    .filter(({ change }) => change.of === 'table' && change.object === table)
    .map(({ index }) => index);
  const counted = changesOf(scene, 'query')
    .filter(({ sql }) => /\bsetval\s*\(/i.test(sql) && sql.includes(localPart(coming)))
    .map(({ index }) => index);
  const referring = scene.statements.flatMap(({ statement }, place) =>
    statement.kind === 'readable' &&
    statement.changes.length > 0 &&
    statement.changes.every((change) => isReferenceChange(scene, table, change))
      ? [place]
      : [],
  );
  return { makes, ends, takes: [...makes, fill, swap, ...ends, ...gone, ...counted, ...referring] };
}
