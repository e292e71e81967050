import { findObject, findRelation, type Catalog } from '../../model/catalog.ts';
import type { RehearsedStatement } from '../../model/rehearsal.ts';
import type { Statistics, TableStatistics } from '../../model/statistics.ts';

/** A relation at one moment of the change. */
export interface Standing {
  readonly statement: Pick<RehearsedStatement, 'before'>;
  readonly shipped: Catalog;
}

/** The name under which a relation is shipped; null for one that the change makes. One that it renames is still the same. */
export function shippedName(relation: string, { statement, shipped }: Standing): string | null {
  const now = findRelation(statement.before, relation);
  if (now === null) return findRelation(shipped, relation) === null ? null : relation;
  for (const object of shipped.values())
    if (object.kind === now.kind && object.id === now.id) return object.name;
  return null;
}

/** What the statistics tell of a shipped relation; null when they do not know it. */
export function sizeOf(name: string, statistics: Statistics | null): TableStatistics | null {
  return statistics?.tables.find((table) => table.name === name) ?? null;
}

/** The partitioned tables above a relation, the nearest first. */
export function parentsOf(relation: string, catalog: Catalog): string[] {
  const found: string[] = [];
  for (let at: string | null = relation; at !== null && found.length < 20;) {
    const parent: unknown = findObject(catalog, 'table', at)?.facts['partitionOf'];
    at = typeof parent === 'string' ? parent : null;
    if (at !== null) found.push(at);
  }
  return found;
}
