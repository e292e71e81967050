import { objectsOf, type Catalog, type CatalogObject } from '../../../model/catalog.ts';
import { isFact, listFact, numberFact, textFact } from '../../catalog/facts.ts';
import { qualified } from './names.ts';
import { partitionConditions } from './partition-conditions.ts';
import { columnType, conditionOf, type ValueType } from './value-type.ts';

export interface ColumnShape {
  /** As it is written in SQL. */
  readonly sql: string;
  readonly type: ValueType;
  readonly nullable: boolean;
  /** SQL of the default; null when there is none. Identity columns have none either. */
  readonly default: string | null;
  readonly identity: 'always' | 'by-default' | null;
  readonly generated: boolean;
  /** Rows of other tables refer to its values. */
  readonly referred: boolean;
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
  /** The name with its schema. */
  readonly sql: string;
  readonly columns: readonly ColumnShape[];
  readonly primaryKey: readonly string[];
  /** Columns of each primary key, unique constraint and unique index. */
  readonly uniques: readonly (readonly string[])[];
  readonly foreignKeys: readonly ForeignKey[];
  /** Conditions that a row must not violate: checks and partition bounds. */
  readonly conditions: readonly string[];
  /** Those of the conditions that running code does not know of yet. */
  readonly lateConditions: readonly string[];
  readonly partitioned: boolean;
  /** How rows are told to partitions: `LIST (kind)`; null for a table without. */
  readonly partitionKey: string | null;
  /** A trigger may change a row before it is inserted. */
  readonly touched: boolean;
  /** Row security is on. */
  readonly secured: boolean;
}

/** The shapes of all tables, by name. Foreign tables are left out: their rows are elsewhere. */
export function tableShapes(catalog: Catalog): ReadonlyMap<string, TableShape> {
  const members = membersByRelation(catalog);
  const tables = objectsOf(catalog, 'table').toSorted((left, right) => (left.name < right.name ? -1 : 1));
  const shapes = tables.map((table) => tableShape(catalog, table, members.get(table.name) ?? []));
  const referred = new Set(
    shapes.flatMap(({ foreignKeys }) =>
      foreignKeys.flatMap(({ references, referenced }) =>
        referenced.map((column) => `${references}.${column}`),
      ),
    ),
  );
  const marked = (shape: TableShape): readonly ColumnShape[] =>
    shape.columns.map((column) => ({ ...column, referred: referred.has(`${shape.name}.${column.sql}`) }));
  return new Map(shapes.map((shape) => [shape.name, { ...shape, columns: marked(shape) }]));
}

function membersByRelation(catalog: Catalog): Map<string, CatalogObject[]> {
  const members = new Map<string, CatalogObject[]>();
  for (const object of catalog.values()) {
    if (object.relation === null) continue;
    const known = members.get(object.relation);
    if (known === undefined) members.set(object.relation, [object]);
    else known.push(object);
  }
  return members;
}

function tableShape(catalog: Catalog, table: CatalogObject, members: readonly CatalogObject[]): TableShape {
  const columns = members
    .filter(({ kind }) => kind === 'column')
    .toSorted((left, right) => (numberFact(left, 'position') ?? 0) - (numberFact(right, 'position') ?? 0))
    .map((column) => columnShape(catalog, column, table.name));
  const constraints = members.filter(({ kind }) => kind === 'constraint');
  const ofType = (type: string): CatalogObject[] =>
    constraints.filter((one) => textFact(one, 'type') === type);
  const indexes = members.filter((one) => one.kind === 'index' && isFact(one, 'unique'));
  const keys = [...ofType('primary-key'), ...ofType('unique'), ...indexes];
  return {
    name: table.name,
    sql: qualified(table.name),
    columns,
    primaryKey: ofType('primary-key').flatMap((key) => listFact(key, 'columns')),
    uniques: keys.map((key) => listFact(key, 'columns')),
    foreignKeys: ofType('foreign-key').flatMap(foreignKey),
    conditions: [...ofType('check').flatMap(checkCondition), ...partitionConditions(catalog, table)],
    lateConditions: [],
    touched: members.some(isTouching),
    secured: isFact(table, 'rowSecurity'),
    partitioned: textFact(table, 'partitionKey') !== null,
    partitionKey: textFact(table, 'partitionKey'),
  };
}

const BEFORE_INSERT = /^CREATE TRIGGER .* BEFORE (?:\w+ OR )*INSERT\b.* FOR EACH ROW /s;

function isTouching(member: CatalogObject): boolean {
  return member.kind === 'trigger' && BEFORE_INSERT.test(textFact(member, 'definition') ?? '');
}

function columnShape(catalog: Catalog, column: CatalogObject, table: string): ColumnShape {
  const type = columnType(catalog, column);
  const identity = textFact(column, 'identity');
  return {
    sql: column.name.slice(table.length + 1),
    type,
    nullable: !isFact(column, 'notNull') && !type.notNull,
    default: textFact(column, 'default'),
    identity: identity === 'always' || identity === 'by-default' ? identity : null,
    generated: textFact(column, 'generated') !== null,
    referred: false,
  };
}

function foreignKey(constraint: CatalogObject): ForeignKey[] {
  const references = textFact(constraint, 'references');
  if (references === null) return [];
  return [
    {
      columns: listFact(constraint, 'columns'),
      references,
      referenced: listFact(constraint, 'referencedColumns'),
    },
  ];
}

/** The condition of a check that rows are held to. */
function checkCondition(constraint: CatalogObject): string[] {
  if (constraint.facts['enforced'] === false) return [];
  return [conditionOf(textFact(constraint, 'definition') ?? '') ?? []].flat();
}
