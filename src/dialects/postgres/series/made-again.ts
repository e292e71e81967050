import type { Catalog, CatalogObject } from '../../../model/catalog.ts';
import { lasting } from '../catalog/lasting.ts';
import { invert } from '../inverse/invert.ts';
import { listFact, textFact } from '../../catalog/facts.ts';
import { nameOf } from './bridge.ts';

/** SQL that makes what was there before and is gone at a later moment; nothing of what came or changed meanwhile. */
export function madeAgain(before: Catalog, later: Catalog): readonly string[] {
  const left = new Map([...before].filter(([key, object]) => later.get(key)?.id === object.id));
  return invert(lasting(before), lasting(left)).sql;
}

/** The schema in which code may leave the columns out. */
export function whereOptional(catalog: Catalog, columns: readonly CatalogObject[]): Catalog {
  const isFree = ({ kind, name }: CatalogObject): boolean =>
    kind === 'column' && columns.some((column) => column.name === name);
  const holds = (object: CatalogObject): boolean =>
    textFact(object, 'type') === 'not-null' &&
    columns.some(
      (column) => column.relation === object.relation && listFact(object, 'columns').includes(nameOf(column)),
    );
  return new Map(
    [...catalog]
      .filter(([, object]) => object.kind !== 'constraint' || !holds(object))
      .map(([key, object]) => [
        key,
        isFree(object) ? { ...object, facts: { ...object.facts, notNull: false } } : object,
      ]),
  );
}
