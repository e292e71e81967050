import { objectsOf } from '../../../model/catalog.ts';
import type { SaveDraft } from '../../../model/saves.ts';
import { textFact } from '../../catalog/facts.ts';
import { keepColumn } from '../saves/keep-column.ts';
import { nameOf } from './bridge.ts';
import type { Replacement } from './replacement.ts';

/** Values of columns that only one of both tables has, under its name while the other one is there. */
export function ownSaves(replacement: Replacement, place: 'old' | 'fresh'): readonly SaveDraft[] {
  const { scene, table, coming, retired } = replacement;
  const carried = new Set(replacement[place].map(({ column }) => column.name));
  const key = replacement.key.map((pair) => pair[place]);
  return objectsOf(place === 'old' ? scene.before : scene.after, 'column', table)
    .filter((column) => !carried.has(column.name) && textFact(column, 'generated') === null)
    .map((column) =>
      keepColumn({ table: place === 'old' ? retired : coming, column: nameOf(column), key, empty: true }),
    );
}
