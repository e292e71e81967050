import { objectsOf, type Catalog, type CatalogObject } from '../../../model/catalog.ts';
import type { RebuildDraft } from '../../../model/rebuild.ts';
import { inverse } from '../inverse/enforced.ts';
import { noteOn } from './notes.ts';

/** How a table gets from its present shape to the one that is wished for: as it would get back to it. */
export function toward(wished: Catalog, now: Catalog): RebuildDraft {
  const target = countingOn(wished, now);
  const { sql, transactional = true } = inverse(target, now);
  return { sql, transactional, target, note: noteOn({ target, now, sql, transactional }) };
}

/** A shape that was only sketched holds no rows, so that nothing was counted in it. */
function countingOn(wished: Catalog, now: Catalog): Catalog {
  const isNone = ([, { kind }]: readonly [string, CatalogObject]): boolean => kind !== 'setting';
  const settings = objectsOf(now, 'setting').map((setting) => [`setting ${setting.name}`, setting] as const);
  return new Map([...[...wished].filter(isNone), ...settings]);
}
