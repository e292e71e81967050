import { code } from '../../../lib/code.ts';
import { findRelation, objectsOf, type Catalog } from '../../../model/catalog.ts';
import { usageProblem } from '../../../model/problem.ts';
import type { Requirement } from '../../../model/requirement.ts';
import { quoteIdentifier } from '../quote.ts';
import { mergeTables } from './merge-tables.ts';
import { bareColumn, catalogName, freeName, knownColumn, knownTable } from './schema-names.ts';
import { splitTable } from './split-table.ts';

/**
 * The statements of the migration that does what is required at once, as somebody would write it who knows of no
 * phases; the rehearsal then says what it breaks, and the series how to do it otherwise.
 *
 * @throws Problem `requirement` for a table or column that is not there, with the nearest name.
 */
export function requirementSql(requirement: Requirement, shipped: Catalog): readonly string[] {
  const table = knownTable(shipped, requirement.table);
  switch (requirement.kind) {
    case 'rename-table':
      freeName(findRelation(shipped, catalogName(requirement.to)) !== null, requirement.to);
      return [`ALTER TABLE ${table.name} RENAME TO ${quoteIdentifier(requirement.to)}`];
    case 'drop-table':
      return [`DROP TABLE ${table.name}`];
    case 'split-table':
      return splitTable(requirement, table, shipped);
    case 'merge-table':
      return mergeTables(table, knownTable(shipped, requirement.into), shipped);
    case 'add-column':
      requireFree(shipped, table.name, requirement.column);
      return [
        `ALTER TABLE ${table.name} ADD COLUMN ${quoteIdentifier(requirement.column)} ${requirement.type}`,
      ];
    default:
      return [`ALTER TABLE ${table.name} ${columnAction(requirement, shipped)}`];
  }
}

type ColumnRequirement = Extract<
  Requirement,
  { readonly kind: 'rename-column' | 'change-type' | 'drop-column' | 'set-not-null' }
>;

function columnAction(requirement: ColumnRequirement, shipped: Catalog): string {
  const table = knownTable(shipped, requirement.table);
  const column = knownColumn(shipped, table, requirement.column);
  const name = bareColumn(column);
  switch (requirement.kind) {
    case 'rename-column':
      requireFree(shipped, table.name, requirement.to);
      return `RENAME COLUMN ${name} TO ${quoteIdentifier(requirement.to)}`;
    case 'change-type':
      return `ALTER COLUMN ${name} TYPE ${requirement.type} USING ${name}::${requirement.type}`;
    case 'drop-column':
      return `DROP COLUMN ${name}`;
    case 'set-not-null':
      if (column.facts['notNull'] === true)
        throw usageProblem(
          'requirement',
          `${code(column.name)} is not null already.`,
          'There is nothing to do.',
        );
      return `ALTER COLUMN ${name} SET NOT NULL`;
  }
}

function requireFree(shipped: Catalog, table: string, column: string): void {
  const name = `${table}.${quoteIdentifier(column)}`;
  freeName(
    objectsOf(shipped, 'column', table).some((one) => one.name === name),
    name,
  );
}
