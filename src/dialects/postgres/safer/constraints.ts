import { findObject, type Catalog, type CatalogObject } from '../../../model/catalog.ts';
import { isFact, textFact } from '../../catalog/facts.ts';
import { bare } from '../rows/names.ts';
import { columnOf } from '../../validation/column-of.ts';
import { helperName } from './helper-name.ts';
import { buildConcurrently } from './index-sql.ts';

/** Adds a foreign key or check for new rows first, and checks the stored rows without locking out writers. */
export function addInTwoSteps(table: string, constraint: CatalogObject): string[] {
  const name = columnOf(constraint);
  const definition = textFact(constraint, 'definition') ?? '';
  const add = `ALTER TABLE ${table} ADD CONSTRAINT ${name} ${definition}`;
  if (!isFact(constraint, 'validated') || !isFact(constraint, 'enforced')) return [add];
  return [`${add} NOT VALID`, `ALTER TABLE ${table} VALIDATE CONSTRAINT ${name}`];
}

/** Builds the unique index first, concurrently, and makes it a constraint. Null when there is no index to build. */
export function addOnIndex(catalog: Catalog, table: string, constraint: CatalogObject): string[] | null {
  const index = findObject(catalog, 'index', textFact(constraint, 'index') ?? '');
  if (index === null || textFact(index, 'method') !== 'btree') return null;
  const type = textFact(constraint, 'type') === 'primary-key' ? 'PRIMARY KEY' : 'UNIQUE';
  const deferring = isFact(constraint, 'deferrable') ? ' DEFERRABLE' : '';
  const initially = isFact(constraint, 'deferred') ? ' INITIALLY DEFERRED' : '';
  return [
    buildConcurrently(index),
    `ALTER TABLE ${table} ADD CONSTRAINT ${columnOf(constraint)} ${type} USING INDEX ${bareIndexName(index)}${deferring}${initially}`,
  ];
}

/** `USING INDEX` takes no schema. */
function bareIndexName(index: CatalogObject): string {
  return index.name.replace(/^(?:"[^"]*(?:""[^"]*)*"|[^".]+)\.(?=.)/, '');
}

/** Has the rows checked by a constraint first, so that `SET NOT NULL` need not look at them under its strong lock. */
export function setNotNull(table: string, column: string): string[] {
  const helper = helperName(table, bare(column), 'present');
  return [
    `ALTER TABLE ${table} ADD CONSTRAINT ${helper} CHECK (${column} IS NOT NULL) NOT VALID`,
    `ALTER TABLE ${table} VALIDATE CONSTRAINT ${helper}`,
    `ALTER TABLE ${table} ALTER COLUMN ${column} SET NOT NULL`,
    `ALTER TABLE ${table} DROP CONSTRAINT ${helper}`,
  ];
}
