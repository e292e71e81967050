import { objectsOf, type Catalog } from '../../model/catalog.ts';
import type { RehearsedStatement } from '../../model/rehearsal.ts';
import type { TableStatistics } from '../../model/statistics.ts';

/** How many indexes of the relation a statement builds that is known to build: new ones, or all when it builds them anew. */
export function indexesBuilt(
  relation: string,
  { before, after, statement }: RehearsedStatement,
  size: TableStatistics,
): number {
  const changes = statement.kind === 'readable' ? statement.changes : [];
  if (changes.some((change) => change.kind === 'reindex' && change.of !== 'index'))
    return Math.max(1, size.indexes.length);
  const known = indexNames(relation, before);
  return Math.max(1, indexNames(relation, after).filter((name) => !known.includes(name)).length);
}

function indexNames(relation: string, catalog: Catalog): string[] {
  return objectsOf(catalog, 'index', relation).map(({ name }) => name);
}
