import type { Catalog } from '../../../model/catalog.ts';
import { probeShapes } from '../rows/probe-shapes.ts';
import { accessProbes } from '../rows/table-probes.ts';

/** The first number beyond those of planted rows and probes. */
const FIRST = 400;
const STRIDE = 10;

/** Inserts, updates and deletions as code in the shape of the catalog writes them, with other values in each round. */
export function writes(
  catalog: Catalog,
  relations: ReadonlySet<string>,
  round: number,
  only?: 'changes',
): readonly string[] {
  const shapes = [...probeShapes(catalog, catalog).values()].filter(({ name }) => relations.has(name));
  const full = FIRST + STRIDE * round;
  return shapes.flatMap((shape) =>
    accessProbes(shape, { full, spare: full + 1, changed: full + 2 })
      .filter(({ action }) => (only === undefined ? action !== 'read' : action === 'update'))
      .map(({ sql }) => sql),
  );
}
