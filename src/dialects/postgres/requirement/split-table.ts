import { code, codes } from '../../../lib/code.ts';
import { listInWords } from '../../../lib/list-in-words.ts';
import { findRelation, objectsOf, type Catalog, type CatalogObject } from '../../../model/catalog.ts';
import { usageProblem } from '../../../model/problem.ts';
import type { NamedColumns, Requirement } from '../../../model/requirement.ts';
import { primaryKeyOf } from './primary-key.ts';
import { bareColumn, catalogName, freeName, knownColumn } from './schema-names.ts';

type Split = Extract<Requirement, { readonly kind: 'split-table' }>;

/** The part that keeps the table's name stays in it; each other one becomes a table of its own with the same key. */
export function splitTable({ into }: Split, table: CatalogObject, shipped: Catalog): string[] {
  const key = primaryKeyOf(shipped, table);
  const kept = into.find((part) => catalogName(part.table) === table.name);
  if (kept === undefined)
    throw usageProblem(
      'requirement',
      `None of the parts is ${code(table.name)}.`,
      `Let one part keep the name ${table.name}; its rows stay where they are.`,
    );
  const others = into.filter((part) => part !== kept);
  requireAll(into, table, shipped);
  const moved = others.flatMap((part) => movedColumns(part, key, table, shipped));
  return [
    ...others.flatMap((part) => newTable(part, { key, table, shipped })),
    `ALTER TABLE ${table.name}\n${moved.map((column) => `  DROP COLUMN ${bareColumn(column)}`).join(',\n')}`,
  ];
}

interface Around {
  readonly key: readonly CatalogObject[];
  readonly table: CatalogObject;
  readonly shipped: Catalog;
}

function newTable(part: NamedColumns, { key, table, shipped }: Around): string[] {
  const name = catalogName(part.table);
  freeName(findRelation(shipped, name) !== null, part.table);
  const moved = movedColumns(part, key, table, shipped);
  const keys = key.map(bareColumn).join(', ');
  const all = [...key, ...moved];
  const columns = all.map((column) => `  ${bareColumn(column)} ${definitionOf(column)}`);
  const names = all.map(bareColumn).join(', ');
  return [
    `CREATE TABLE ${name} (\n${columns.join(',\n')},\n  PRIMARY KEY (${keys}),\n  FOREIGN KEY (${keys}) REFERENCES ${table.name} (${keys}) ON DELETE CASCADE\n)`,
    `INSERT INTO ${name} (${names}) SELECT ${names} FROM ${table.name}`,
  ];
}

function definitionOf({ facts }: CatalogObject): string {
  const type = typeof facts['type'] === 'string' ? facts['type'] : 'text';
  const given = facts['default'];
  const fill = typeof given === 'string' && !given.startsWith('nextval(') ? ` DEFAULT ${given}` : '';
  return `${type}${facts['notNull'] === true ? ' NOT NULL' : ''}${fill}`;
}

function movedColumns(
  part: NamedColumns,
  key: readonly CatalogObject[],
  table: CatalogObject,
  shipped: Catalog,
): CatalogObject[] {
  return part.columns
    .map((name) => knownColumn(shipped, table, name))
    .filter((column) => !key.includes(column));
}

/** No column may get lost on the way. */
function requireAll(into: readonly NamedColumns[], table: CatalogObject, shipped: Catalog): void {
  const named = new Set(
    into.flatMap(({ columns }) => columns.map((name) => knownColumn(shipped, table, name))),
  );
  const missing = objectsOf(shipped, 'column', table.name).filter((column) => !named.has(column));
  if (missing.length === 0) return;
  throw usageProblem(
    'requirement',
    `No part has ${listInWords(codes(missing.map(({ name }) => name)), 5)}.`,
    'Name every column of the table in one of the parts.',
  );
}
