import { code } from '../../../lib/code.ts';
import { objectsOf, type Catalog, type CatalogObject } from '../../../model/catalog.ts';
import { usageProblem } from '../../../model/problem.ts';
import { wordFact } from '../inverse/facts.ts';
import { primaryKeyOf } from './primary-key.ts';
import { bareColumn } from './schema-names.ts';

/** Columns of one table go to the rows with the same key of the other; then the table goes. */
export function mergeTables(from: CatalogObject, into: CatalogObject, shipped: Catalog): string[] {
  const fromKey = primaryKeyOf(shipped, from);
  const intoKey = primaryKeyOf(shipped, into);
  if (fromKey.length !== intoKey.length)
    throw usageProblem(
      'requirement',
      `The primary keys of ${code(from.name)} and ${code(into.name)} are not alike.`,
      'Merge tables whose keys have the same columns.',
    );
  const taken = new Set(objectsOf(shipped, 'column', into.name).map(bareColumn));
  const moved = objectsOf(shipped, 'column', from.name).filter((column) => !fromKey.includes(column));
  const doubled = moved.find((column) => taken.has(bareColumn(column)));
  if (doubled !== undefined)
    throw usageProblem(
      'requirement',
      `Both tables have a column ${code(bareColumn(doubled))}.`,
      'Rename one of them first.',
    );
  const joined = fromKey.map(
    (column, index) => `old.${bareColumn(column)} = ${into.name}.${bareColumn(intoKey[index] ?? column)}`,
  );
  return [
    ...moved.map(
      (column) => `ALTER TABLE ${into.name} ADD COLUMN ${bareColumn(column)} ${wordFact(column, 'type')}`,
    ),
    ...(moved.length === 0
      ? []
      : [
          `UPDATE ${into.name} SET ${moved.map((column) => `${bareColumn(column)} = old.${bareColumn(column)}`).join(', ')} FROM ${from.name} AS old WHERE ${joined.join(' AND ')}`,
        ]),
    `DROP TABLE ${from.name}`,
  ];
}
