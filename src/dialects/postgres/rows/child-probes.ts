import { code } from '../../../lib/code.ts';
import { objectsOf, type Catalog, type CatalogObject } from '../../../model/catalog.ts';
import type { Probe } from '../../../model/dialect.ts';
import { listFact } from '../../catalog/facts.ts';
import { literal, qualified } from './names.ts';

/**
 * Reads of a table that inherits, through its parents; writes into the parent tell of partitions. A child that is gone
 * or has another name is told of by the probes of its own.
 */
export function childProbes(catalog: Catalog): Probe[] {
  return objectsOf(catalog, 'table').flatMap((child) =>
    listFact(child, 'inherits').map((parent) => throughParent(child, parent)),
  );
}

function throughParent(child: CatalogObject, parent: string): Probe {
  const [own, above] = [child.name, parent].map((name) => `to_regclass(${literal(qualified(name))})`);
  const inherits = `EXISTS (SELECT FROM pg_catalog.pg_inherits WHERE inhrelid = ${own} AND inhparent = ${above})`;
  return {
    relation: parent,
    action: 'read',
    sql: `SELECT count(*) AS rows WHERE ${own} IS NULL OR ${above} IS NULL OR ${inherits}`,
    subject: `reads of ${code(child.name)} through ${code(parent)}`,
  };
}
