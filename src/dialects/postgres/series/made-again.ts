import type { Catalog } from '../../../model/catalog.ts';
import { lasting } from '../catalog/lasting.ts';
import { invert } from '../inverse/invert.ts';

/** SQL that makes what was there before and is gone at a later moment; nothing of what came or changed meanwhile. */
export function madeAgain(before: Catalog, later: Catalog): readonly string[] {
  const left = new Map([...before].filter(([key, object]) => later.get(key)?.id === object.id));
  return invert(lasting(before), lasting(left)).sql;
}
