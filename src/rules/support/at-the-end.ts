import type { Catalog, CatalogObject } from '../../model/catalog.ts';
import type { Rehearsal } from '../../model/rehearsal.ts';
import { objectsById, identityOf } from './shipped.ts';

/** The schema that the change ends in; the shipped one when nothing ran. */
export function catalogAtTheEnd({ migrations, shipped }: Rehearsal): Catalog {
  return migrations.flatMap(({ statements }) => statements).at(-1)?.after ?? shipped;
}

/** The object as the change leaves it, whatever it is called by then; null when it does not stay. */
export function objectAtTheEnd(rehearsal: Rehearsal, object: CatalogObject): CatalogObject | null {
  return objectsById(catalogAtTheEnd(rehearsal)).get(identityOf(object)) ?? null;
}
