import { objectsOf, type CatalogObject } from '../../../model/catalog.ts';
import { isFact, listFact, textFact } from '../../catalog/facts.ts';
import { bare } from '../rows/names.ts';
import { columnOf } from '../../validation/column-of.ts';
import { setNotNull } from './constraints.ts';
import type { Occasion } from './offer.ts';

/** Adds a column; one whose default differs from row to row comes empty and is filled in batches. Null when that is not possible. */
export function addColumn(occasion: Occasion, table: string, column: CatalogObject): string[] | null {
  if (isNumberedOrComputed(occasion, column) || listFact(column, 'options').length > 0) return null;
  const value = textFact(column, 'default');
  const head = `ALTER TABLE ${table} ADD COLUMN ${columnOf(column)} ${typeClause(column)}`;
  if (isFilledPerRow(occasion, column)) return addAndFill(occasion, table, column, head);
  const defaultClause = value === null ? '' : ` DEFAULT ${value}`;
  return [`${head}${defaultClause}${isFact(column, 'notNull') ? ' NOT NULL' : ''}`];
}

function addAndFill(occasion: Occasion, table: string, column: CatalogObject, head: string): string[] | null {
  const name = columnOf(column);
  const value = textFact(column, 'default');
  const key = keyOf(occasion, table);
  if (value === null || key === null) return null;
  return [
    head,
    `ALTER TABLE ${table} ALTER COLUMN ${name} SET DEFAULT ${value}`,
    fillInBatches(table, name, key),
    ...(isFact(column, 'notNull') ? setNotNull(table, name) : []),
  ];
}

function typeClause(column: CatalogObject): string {
  const collation = textFact(column, 'collation');
  return `${textFact(column, 'type') ?? ''}${collation === null ? '' : ` COLLATE ${collation}`}`;
}

/** Serial and identity numbers are given to old rows by the server, as are the values of expressions. */
function isNumberedOrComputed({ difference }: Occasion, column: CatalogObject): boolean {
  if (textFact(column, 'identity') !== null || textFact(column, 'generated') !== null) return true;
  return difference.added('sequence').some((sequence) => textFact(sequence, 'ownedBy') === column.name);
}

function isFilledPerRow({ statement }: Occasion, column: CatalogObject): boolean {
  const name = bare(columnOf(column));
  return statement.changes.some(
    (change) => change.kind === 'add-column' && bare(change.column) === name && change.fill === 'per-row',
  );
}

/** The one column of the primary key; null when it has none or more. */
function keyOf({ difference }: Occasion, table: string): string | null {
  const keys = objectsOf(difference.before, 'constraint', table).filter(
    (one) => textFact(one, 'type') === 'primary-key',
  );
  const columns = keys.flatMap((key) => listFact(key, 'columns'));
  return columns.length === 1 ? (columns[0] ?? null) : null;
}

/** Fills a column in batches of 1,000 rows in the order of the key, with a pause, each in its own transaction. */
function fillInBatches(table: string, column: string, key: string): string {
  return `DO $$
DECLARE
  reached ${table}.${key}%TYPE;
  batch_end ${table}.${key}%TYPE;
BEGIN
  LOOP
    SELECT max_key INTO batch_end FROM (
      SELECT ${key} AS max_key FROM ${table}
      WHERE reached IS NULL OR ${key} > reached
      ORDER BY ${key} LIMIT 1000
    ) AS batch ORDER BY max_key DESC LIMIT 1;
    EXIT WHEN batch_end IS NULL;
    UPDATE ${table} SET ${column} = DEFAULT
    WHERE (reached IS NULL OR ${key} > reached) AND ${key} <= batch_end AND ${column} IS NULL;
    COMMIT;
    reached := batch_end;
    PERFORM pg_sleep(0.1);
  END LOOP;
END $$`;
}
