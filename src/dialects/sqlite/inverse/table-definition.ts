import { objectsOf, type Catalog, type CatalogObject } from '../../../model/catalog.ts';
import { isFact, listFact, textFact } from '../../catalog/facts.ts';
import { columnOf } from '../../validation/column-of.ts';

/** Parts of a table that are known by their text only. */
export interface FurtherParts {
  readonly columns: readonly string[];
  readonly constraints: readonly string[];
}

const NOTHING_FURTHER: FurtherParts = { columns: [], constraints: [] };

/**
 * `CREATE TABLE` for a table of the catalog, under another name where one is given: all that the catalog is compared by
 * stands in it. https://www.sqlite.org/lang_createtable.html
 */
export function createTable(
  catalog: Catalog,
  table: CatalogObject,
  name = table.name,
  further: FurtherParts = NOTHING_FURTHER,
): string {
  const module = textFact(table, 'virtual');
  if (module !== null) return `CREATE VIRTUAL TABLE ${name} USING ${module}`;
  const columns = columnsOf(catalog, table.name);
  const constraints = objectsOf(catalog, 'constraint', table.name);
  const key = columns.find((column) => isFact(column, 'rowid'));
  const isCounted = isFact(table, 'autoincrement');
  const inColumn = constraints.filter((constraint) => isInColumn(constraint, key));
  const parts = [
    ...columns.map((column) =>
      columnDefinition(column, column === key ? keyOf(inColumn, isCounted) : [], inColumn),
    ),
    ...further.columns,
    ...constraints
      .filter((constraint) => !inColumn.includes(constraint))
      .map((constraint) => constraintDefinition(constraint)),
    ...further.constraints,
  ];
  const options = [
    ...(isFact(table, 'withoutRowid') ? ['WITHOUT ROWID'] : []),
    ...(isFact(table, 'strict') ? ['STRICT'] : []),
  ];
  return `CREATE TABLE ${name} (\n  ${parts.join(',\n  ')}\n)${options.length === 0 ? '' : ` ${options.join(', ')}`}`;
}

/** The columns of a table in their order. */
export function columnsOf(catalog: Catalog, table: string): CatalogObject[] {
  return objectsOf(catalog, 'column', table).toSorted(
    (left, right) => Number(left.facts['position']) - Number(right.facts['position']),
  );
}

/** `AUTOINCREMENT` can stand with its column only, and every key of that kind does; the check of a column has a name made of it. */
function isInColumn(constraint: CatalogObject, key: CatalogObject | undefined): boolean {
  const { type } = constraint.facts;
  return type === 'primary-key'
    ? key !== undefined
    : type === 'check' && listFact(constraint, 'columns').length > 0;
}

function columnDefinition(
  column: CatalogObject,
  key: readonly string[],
  constraints: readonly CatalogObject[],
): string {
  const type = textFact(column, 'type') ?? '';
  const collation = textFact(column, 'collation');
  return [
    columnOf(column),
    ...(type === '' ? [] : [type]),
    ...key,
    ...(isFact(column, 'notNull') ? [`NOT NULL${onConflict(textFact(column, 'notNullConflict'))}`] : []),
    ...defaultOf(column),
    ...(collation === null ? [] : [`COLLATE ${collation}`]),
    ...generatedOf(column),
    ...constraints.flatMap((constraint) => checkOf(constraint, column)),
  ].join(' ');
}

function checkOf(constraint: CatalogObject, column: CatalogObject): string[] {
  const isIts =
    constraint.facts['type'] === 'check' && listFact(constraint, 'columns')[0] === columnOf(column);
  return isIts ? [constraintDefinition(constraint)] : [];
}

function keyOf(constraints: readonly CatalogObject[], isCounted: boolean): string[] {
  const key = constraints.find(({ facts }) => facts['type'] === 'primary-key');
  const named = key !== undefined && isFact(key, 'named') ? `CONSTRAINT ${columnOf(key)} ` : '';
  const conflict = onConflict(key === undefined ? null : textFact(key, 'onConflict'));
  return [`${named}PRIMARY KEY${conflict}${isCounted ? ' AUTOINCREMENT' : ''}`];
}

/** Literals and the words for the present time need no parentheses; everything else does. */
const BARE_DEFAULT =
  /^(?:[-+]?[\d.][\w.]*|[xX]?'(?:[^']|'')*'|NULL|TRUE|FALSE|CURRENT_(?:TIME|DATE|TIMESTAMP))$/i;

function defaultOf(column: CatalogObject): string[] {
  const value = textFact(column, 'default');
  if (value === null) return [];
  return [`DEFAULT ${BARE_DEFAULT.test(value) ? value : `(${value})`}`];
}

function generatedOf(column: CatalogObject): string[] {
  const kind = textFact(column, 'generated');
  if (kind === null) return [];
  return [`GENERATED ALWAYS AS (${textFact(column, 'expression') ?? ''}) ${kind.toUpperCase()}`];
}

function constraintDefinition(constraint: CatalogObject): string {
  const named = isFact(constraint, 'named') ? `CONSTRAINT ${columnOf(constraint)} ` : '';
  return named + bodyOf(constraint);
}

function bodyOf(constraint: CatalogObject): string {
  const columns = listFact(constraint, 'columns').join(', ');
  const conflict = onConflict(textFact(constraint, 'onConflict'));
  switch (constraint.facts['type']) {
    case 'primary-key':
      return `PRIMARY KEY (${columns})${conflict}`;
    case 'unique':
      return `UNIQUE (${columns})${conflict}`;
    case 'check':
      return `CHECK (${textFact(constraint, 'expression') ?? ''})${conflict}`;
    default:
      return foreignKey(constraint, columns);
  }
}

function foreignKey(constraint: CatalogObject, columns: string): string {
  const referred = listFact(constraint, 'referencedColumns');
  const target = `${textFact(constraint, 'references') ?? ''}${referred.length === 0 ? '' : ` (${referred.join(', ')})`}`;
  const actions = (['onUpdate', 'onDelete'] as const).flatMap((fact) => {
    const action = textFact(constraint, fact);
    if (action === null || action === 'NO ACTION') return [];
    return [` ON ${fact === 'onUpdate' ? 'UPDATE' : 'DELETE'} ${action}`];
  });
  const deferred = isFact(constraint, 'deferred') ? ' DEFERRABLE INITIALLY DEFERRED' : '';
  return `FOREIGN KEY (${columns}) REFERENCES ${target}${actions.join('')}${deferred}`;
}

function onConflict(resolution: string | null): string {
  return resolution === null ? '' : ` ON CONFLICT ${resolution}`;
}
