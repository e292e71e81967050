import { objectsOf, type Catalog, type CatalogObject } from '../../../model/catalog.ts';
import { isFact, listFact, numberFact, textFact } from '../../catalog/facts.ts';
import { columnOf } from '../../validation/column-of.ts';
import { namesIn, replacingNames } from './expressions.ts';
import { sameName } from './names.ts';

export interface ColumnShape {
  /** As it is written in SQL. */
  readonly sql: string;
  /** The declared type in lower case; empty when there is none. */
  readonly type: string;
  readonly affinity: string;
  readonly nullable: boolean;
  /** SQL of the default; null when there is none. */
  readonly default: string | null;
  /** The rowid by another name: SQLite gives the next number. */
  readonly rowid: boolean;
  readonly generated: boolean;
  /** Part of a key that no two rows share. */
  readonly unique: boolean;
  /** Expressions of the schema read it as JSON. */
  readonly json: boolean;
}

export interface ForeignKey {
  /** Column names as written in SQL, pairwise. */
  readonly columns: readonly string[];
  readonly references: string;
  readonly referenced: readonly string[];
}

/** What is needed in order to write a row of a table. */
export interface TableShape {
  readonly name: string;
  readonly strict: boolean;
  readonly columns: readonly ColumnShape[];
  readonly primaryKey: readonly string[];
  /** Columns of each primary key, unique constraint and unique index. */
  readonly uniques: readonly (readonly string[])[];
  readonly foreignKeys: readonly ForeignKey[];
  /** Conditions that a row must not violate, on columns that can be written. */
  readonly conditions: readonly string[];
  /** Those of the conditions that running code does not know of yet. */
  readonly lateConditions: readonly string[];
}

/** The shapes of all ordinary tables, by name: rows of virtual ones are their modules' business. */
export function tableShapes(catalog: Catalog): ReadonlyMap<string, TableShape> {
  const tables = objectsOf(catalog, 'table').filter((table) => textFact(table, 'virtual') === null);
  const shapes = tables.map((table) => tableShape(catalog, table));
  const byName = new Map(shapes.map((shape) => [sameName(shape.name), shape]));
  const resolved = (shape: TableShape): TableShape => ({
    ...shape,
    foreignKeys: shape.foreignKeys.map((key) => resolvedKey(key, byName.get(sameName(key.references)))),
  });
  return new Map(shapes.map((shape) => [shape.name, resolved(shape)]));
}

function tableShape(catalog: Catalog, { name, facts }: CatalogObject): TableShape {
  const columns = objectsOf(catalog, 'column', name).toSorted(
    (left, right) => (numberFact(left, 'position') ?? 0) - (numberFact(right, 'position') ?? 0),
  );
  const constraints = objectsOf(catalog, 'constraint', name);
  const ofType = (type: string): CatalogObject[] =>
    constraints.filter((one) => textFact(one, 'type') === type);
  const primaryKey = ofType('primary-key').flatMap((key) => listFact(key, 'columns'));
  const indexes = objectsOf(catalog, 'index', name).filter((index) => isFact(index, 'unique'));
  const uniques = [primaryKey, ...indexes.map((index) => listFact(index, 'columns'))];
  const generated = generatedExpressions(columns);
  const checks = ofType('check').map((check) => textFact(check, 'expression') ?? 'true');
  const json = namesReadAsJson([...generated.values(), ...checks, ...uniques.flat()]);
  return {
    name,
    strict: facts['strict'] === true,
    columns: columns.map((column) => ({
      ...columnShape(column),
      unique: uniques.flat().includes(columnOf(column)),
      json: json.has(sameName(columnOf(column))),
    })),
    primaryKey,
    uniques: uniques.filter((key) => key.length > 0),
    foreignKeys: ofType('foreign-key').map(foreignKey),
    conditions: checks.map((check) => replacingNames(check, generated)),
    lateConditions: [],
  };
}

/** Names in lower case. https://www.sqlite.org/json1.html */
function namesReadAsJson(expressions: readonly string[]): ReadonlySet<string> {
  const readers = expressions.filter((expression) => /\bjsonb?_|->/i.test(expression));
  return new Set(readers.flatMap((expression) => [...namesIn(expression)]));
}

function columnShape(column: CatalogObject): Omit<ColumnShape, 'unique' | 'json'> {
  const written = textFact(column, 'default');
  return {
    sql: columnOf(column),
    type: (textFact(column, 'type') ?? '').toLowerCase(),
    affinity: textFact(column, 'affinity') ?? 'BLOB',
    // A primary key takes NULL in old tables; nobody means it. https://www.sqlite.org/lang_createtable.html#primkeyconst
    nullable: !isFact(column, 'notNull') && numberFact(column, 'primaryKey') === null,
    default: written?.toLowerCase() === 'null' ? null : written,
    rowid: isFact(column, 'rowid'),
    generated: textFact(column, 'generated') !== null,
  };
}

function generatedExpressions(columns: readonly CatalogObject[]): ReadonlyMap<string, string> {
  return new Map(
    columns.flatMap((column) => {
      const expression = textFact(column, 'expression');
      return expression === null ? [] : [[sameName(columnOf(column)), expression]];
    }),
  );
}

function foreignKey(constraint: CatalogObject): ForeignKey {
  return {
    columns: listFact(constraint, 'columns'),
    references: textFact(constraint, 'references') ?? '',
    referenced: listFact(constraint, 'referencedColumns'),
  };
}

/** Names as the other table has them; without columns, its primary key is meant. */
function resolvedKey(key: ForeignKey, parent: TableShape | undefined): ForeignKey {
  if (parent === undefined) return key;
  const named = key.referenced.map(
    (name) => parent.columns.find(({ sql }) => sameName(sql) === sameName(name))?.sql ?? name,
  );
  return { ...key, references: parent.name, referenced: named.length > 0 ? named : parent.primaryKey };
}
