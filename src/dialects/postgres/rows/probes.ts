import { code } from '../../../lib/code.ts';
import { objectsOf, type Catalog, type CatalogObject } from '../../../model/catalog.ts';
import type { Probe } from '../../../model/dialect.ts';
import { callProbes } from './call-probes.ts';
import { childProbes } from './child-probes.ts';
import { listFact } from '../../catalog/facts.ts';
import { literal, qualified } from './names.ts';
import { partProbes } from './part-probes.ts';
import { probeShapes } from './probe-shapes.ts';
import { readSql } from './read-sql.ts';
import { rightsProbes } from './rights-probes.ts';
import { tableProbes } from './table-probes.ts';

const ROLE = 'holdpoint_probe';

/** Makes the unprivileged role that probes run as: it may read and write all data and is subject to row security. */
export const PROBE_ROLE_SETUP: readonly string[] = [
  `CREATE ROLE ${ROLE} IN ROLE pg_read_all_data, pg_write_all_data`,
];

/**
 * Takes the role for the rest of the transaction. Where a server did not let us make it, probes run as who we are, which
 * is better than not at all.
 */
export const PROBE_ROLE_ENTER: readonly string[] = [
  `SELECT pg_catalog.set_config('role', rolname, true) FROM pg_catalog.pg_roles WHERE rolname = '${ROLE}'`,
];

/**
 * Queries of the code that runs on the catalog's schema, one statement each. With `held`, their values satisfy the
 * constraints of that moment where a table still has them, so that a new constraint counts only when nothing can
 * satisfy it.
 */
export function oldShapeProbes(catalog: Catalog, held: Catalog = catalog): readonly Probe[] {
  const tables = [...probeShapes(catalog, held).values()];
  return [
    ...tables.flatMap((shape) => tableProbes(catalog, shape)),
    ...childProbes(catalog),
    ...[...objectsOf(catalog, 'view'), ...objectsOf(catalog, 'materialized-view')].map(viewProbe),
    ...objectsOf(catalog, 'enum').flatMap(labelProbes),
    ...partProbes(catalog),
    ...callProbes(catalog),
    ...objectsOf(catalog, 'sequence').flatMap(sequenceProbe),
    ...rightsProbes(catalog),
  ];
}

function viewProbe(view: CatalogObject): Probe {
  return {
    relation: view.name,
    action: 'read',
    sql: readSql(qualified(view.name), listFact(view, 'columns')),
    subject: `reads of ${code(view.name)}`,
  };
}

function labelProbes(type: CatalogObject): Probe[] {
  return listFact(type, 'labels').map((label) => ({
    relation: type.name,
    action: 'literal',
    sql: `SELECT ${literal(label)}::${qualified(type.name)}`,
    subject: `uses of ${code(literal(label))} as ${code(type.name)}`,
  }));
}

/** Sequences of identity columns have no name of their own. */
function sequenceProbe(sequence: CatalogObject): Probe[] {
  if (sequence.facts['identity'] === true) return [];
  return [
    {
      relation: sequence.name,
      action: 'call',
      sql: `SELECT nextval(${literal(qualified(sequence.name))})`,
      subject: `new numbers of ${code(sequence.name)}`,
    },
  ];
}
