import { findObject, type Catalog, type CatalogObject } from '../../../model/catalog.ts';
import type { Probe } from '../../../model/dialect.ts';
import type { EngineError } from '../../../model/observation.ts';
import { isFact, textFact } from '../../catalog/facts.ts';
import { quoteIdentifier } from '../parse/names.ts';
import { bare, sameName } from './names.ts';

/** What `ALTER TABLE` says where rows stand against it, which an empty table does not. https://www.sqlite.org/lang_altertable.html */
const ROWS_STAND_AGAINST_IT =
  /^(?:cannot add a (?:NOT NULL column with default value NULL|column with non-constant default|REFERENCES column with non-NULL default value|STORED column)$|(?:CHECK|NOT NULL) constraint failed)|^malformed JSON|^JSON path error|^integer overflow$/i;

/** Foreign key, check and unique violations. https://www.sqlite.org/rescode.html#extrc */
const VALUES_REFUSED: ReadonlySet<string> = new Set([
  'SQLITE_CONSTRAINT_CHECK',
  'SQLITE_CONSTRAINT_FOREIGNKEY',
  'SQLITE_CONSTRAINT_PRIMARYKEY',
  'SQLITE_CONSTRAINT_ROWID',
  'SQLITE_CONSTRAINT_UNIQUE',
]);

const NULL_REFUSED = 'SQLITE_CONSTRAINT_NOTNULL';
const OF_COLUMN = 'NOT NULL constraint failed: ';

/** True when an error can come from the rows that a table holds, so that an empty table may do without it. */
export function mayDependOnData({ code, message }: EngineError): boolean {
  if (code.startsWith('SQLITE_CONSTRAINT') || code === 'SQLITE_MISMATCH') return true;
  return code === 'SQLITE_ERROR' && ROWS_STAND_AGAINST_IT.test(message);
}

/**
 * True when an old-shape query failed on the values it had: a constraint refuses them, or a shipped column that may no
 * longer be left out. Whether the running code has such values is not known. False when no values would do, as for a
 * new required column, and for a type that a STRICT table insists on.
 */
export function meetsConstraint({ code, message }: EngineError, relation: string, shipped: Catalog): boolean {
  if (code !== NULL_REFUSED) return VALUES_REFUSED.has(code);
  const was = refusedColumn(message, relation, shipped);
  return was !== null && !isFact(was, 'notNull');
}

/**
 * True when an old-shape insert had nothing to write into a column that only the query itself fills in and that was
 * required before: the row that it refers to is gone, which says nothing about the schema.
 */
export function lacksReferredRow(
  { code, message }: EngineError,
  { relation, sql }: Probe,
  shipped: Catalog,
): boolean {
  if (code !== NULL_REFUSED) return false;
  const column = refusedColumn(message, relation, shipped);
  if (column === null || !isFact(column, 'notNull') || textFact(column, 'default') !== null) return false;
  const [, written] = /^INSERT INTO \S+ \((.*?)\) (?:VALUES|SELECT)\b/s.exec(sql) ?? [];
  return written?.split(', ').includes(column.name.slice(relation.length + 1)) ?? false;
}

/** The column of the relation in which NULL was refused; null when it is of another, or was not there. */
function refusedColumn(message: string, relation: string, shipped: Catalog): CatalogObject | null {
  const table = `${OF_COLUMN}${bare(relation)}.`;
  if (sameName(message.slice(0, table.length)) !== sameName(table)) return null;
  return findObject(shipped, 'column', `${relation}.${quoteIdentifier(message.slice(table.length))}`);
}
