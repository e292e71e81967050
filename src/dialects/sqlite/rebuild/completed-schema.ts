import {
  findObject,
  objectKey,
  objectsOf,
  type Catalog,
  type CatalogObject,
} from '../../../model/catalog.ts';
import { listFact } from '../../catalog/facts.ts';
import { ownCollation } from '../inverse/part-definitions.ts';
import { standsBeside, type RebuiltTable } from './rebuilt-tables.ts';
import { withFacts } from './wished-table.ts';

/** The schema that a migration leads to, with what the tables that it builds anew forget. */
export function completedSchema(start: Catalog, end: Catalog, tables: readonly RebuiltTable[]): Catalog {
  return tables.reduce((schema, table) => withForgotten(start, schema, table), end);
}

function withForgotten(start: Catalog, end: Catalog, rebuilt: RebuiltTable): Catalog {
  const { name, forgotten } = rebuilt;
  const { parts, constraints, collations, counter } = forgotten;
  let schema = end;
  for (const { was, is } of collations)
    schema = withFacts(schema, is, { collation: was.facts['collation'] ?? null });
  const table = findObject(schema, 'table', name);
  if (counter && table !== null) schema = withFacts(schema, table, { autoincrement: true });
  const again = [...constraints, ...parts]
    .filter((part) => hasColumns(schema, part))
    .map((part) => (part.kind === 'index' ? followingColumns(start, schema, part) : part));
  const isCounted = counter || table?.facts['autoincrement'] === true;
  const counts = isCounted && standsBeside(rebuilt) ? objectsOf(start, 'setting', name) : [];
  return new Map([...schema, ...[...again, ...counts].map(keyed)]);
}

/** An index that names no collation of its own takes that of the column, also where the migration changes it. */
function followingColumns(start: Catalog, schema: Catalog, index: CatalogObject): CatalogObject {
  const collations = listFact(index, 'collations');
  const columns = listFact(index, 'columns').map((column, at) => {
    const [was, is] = [start, schema].map((catalog) => ownCollation(catalog, index.relation ?? '', column));
    return collations[at] === was ? is : collations[at];
  });
  return {
    ...index,
    facts: { ...index.facts, collations: columns.map((collation) => collation ?? 'BINARY') },
  };
}

/** What stood on a column that goes, goes along. */
function hasColumns(schema: Catalog, part: CatalogObject): boolean {
  if (part.kind === 'trigger') return true;
  return listFact(part, 'columns').every(
    (column) =>
      !/^[\w$]+$|^"/.test(column) ||
      findObject(schema, 'column', `${part.relation ?? ''}.${column}`) !== null,
  );
}

function keyed(object: CatalogObject): readonly [string, CatalogObject] {
  return [objectKey(object.kind, object.name), object];
}
