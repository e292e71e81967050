import type { CatalogObject, Fact } from '../../../model/catalog.ts';
import { affinityOf } from './affinity.ts';
import type { TableFacts } from './facts.ts';
import { quoteIdentifier } from '../parse/names.ts';

/** The table itself. */
export function tableObject({ display, known, text, strict, withoutRowid }: TableFacts): CatalogObject {
  return {
    kind: 'table',
    name: display,
    relation: null,
    id: known.id,
    facts: { strict, withoutRowid, autoincrement: text.autoincrement, virtual: text.module },
  };
}

/** `hidden` of `table_xinfo`. https://www.sqlite.org/pragma.html#pragma_table_xinfo */
const HIDDEN = '1';
const GENERATED: Readonly<Record<string, string>> = { '2': 'virtual', '3': 'stored' };

/** Its columns, in order; those that a virtual table hides too. */
export function columnObjects(table: TableFacts): CatalogObject[] {
  return table.columns.map((row, at) => ({
    kind: 'column',
    name: `${table.display}.${quoteIdentifier(row['name'] ?? '')}`,
    relation: table.display,
    id: table.known.columns[at]?.id ?? `${table.known.id}.${row['name'] ?? ''}`,
    facts: columnFacts(table, row, at),
  }));
}

function columnFacts(
  table: TableFacts,
  row: TableFacts['columns'][number],
  at: number,
): Record<string, Fact> {
  const type = row['type'] ?? '';
  const hidden = row['hidden'] ?? '';
  return {
    position: at + 1,
    type,
    affinity: affinityOf(type, table.strict),
    notNull: row['notnull'] === '1',
    default: row['default'] ?? null,
    generated: GENERATED[hidden] ?? null,
    hidden: hidden === HIDDEN,
    primaryKey: row['pk'] === '0' ? null : Number(row['pk']),
    rowid: isRowid(table, row),
    ...textFacts(table, row),
  };
}

/** What only the text tells. */
function textFacts({ text }: TableFacts, { name }: TableFacts['columns'][number]): Record<string, Fact> {
  const {
    notNullConflict = null,
    expression = null,
    collation = null,
  } = text.columns.get((name ?? '').toLowerCase()) ?? {};
  return { notNullConflict, expression, collation };
}

/** An `INTEGER PRIMARY KEY` is the rowid by another name, and no index is made for it. https://www.sqlite.org/lang_createtable.html#rowid */
function isRowid(
  { withoutRowid, columns, indexes }: TableFacts,
  row: TableFacts['columns'][number],
): boolean {
  const isOnly = row['pk'] === '1' && columns.filter(({ pk }) => pk !== '0').length === 1;
  return isOnly && !withoutRowid && !indexes.some(({ origin }) => origin === 'pk');
}
