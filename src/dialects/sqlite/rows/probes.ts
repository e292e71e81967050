import type { Catalog } from '../../../model/catalog.ts';
import type { Dialect, Probe } from '../../../model/dialect.ts';
import { probeShapes } from './probe-shapes.ts';
import { tableProbes } from './table-probes.ts';
import { viewProbes } from './view-probes.ts';

/** SQLite has no roles: whoever opens the file may do everything. */
export const PROBING: Dialect['probing'] = { setup: [], enter: [] };

/**
 * Queries of the code that runs on the catalog's schema, one statement each. With `held`, their values satisfy the
 * constraints of that moment where a table still has them, so that a new constraint counts only when nothing can
 * satisfy it.
 */
export function oldShapeProbes(catalog: Catalog, held: Catalog = catalog): readonly Probe[] {
  return [
    ...probeShapes(catalog, held).flatMap((shape) => tableProbes(catalog, shape)),
    ...viewProbes(catalog),
  ];
}
