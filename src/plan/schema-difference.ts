import type { Catalog } from '../model/catalog.ts';

/** How many objects two moments of a schema differ by. */
export interface SchemaDifference {
  readonly added: number;
  readonly changed: number;
  readonly dropped: number;
}

/** Counts objects by key; one that has the same key but other facts is `changed`. */
export function schemaDifference(before: Catalog, after: Catalog): SchemaDifference {
  let added = 0;
  let changed = 0;
  for (const [key, object] of after) {
    const earlier = before.get(key);
    if (earlier === undefined) added += 1;
    else if (earlier !== object && JSON.stringify(earlier.facts) !== JSON.stringify(object.facts))
      changed += 1;
  }
  return { added, changed, dropped: before.size - (after.size - added) };
}
