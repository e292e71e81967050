import type { CatalogObject } from '../../model/catalog.ts';
import { isCompared } from './compared-facts.ts';
import { isSameFact } from './same-fact.ts';

/** An object that came back under another name and is otherwise the same. */
export interface Rename {
  readonly before: CatalogObject;
  readonly after: CatalogObject;
}

const CAN_BE_RENAMED: ReadonlySet<string> = new Set(['constraint', 'index', 'sequence']);

/** Pairs what is missing with what is left over where only the name differs. */
export function pairRenames(missing: readonly CatalogObject[], extra: readonly CatalogObject[]): Rename[] {
  const free = new Set(extra);
  const renames: Rename[] = [];
  for (const before of missing) {
    if (!CAN_BE_RENAMED.has(before.kind)) continue;
    const after = [...free].find((candidate) => isSameButName(before, candidate));
    if (after === undefined) continue;
    free.delete(after);
    renames.push({ before, after });
  }
  return renames;
}

function isSameButName(before: CatalogObject, after: CatalogObject): boolean {
  if (before.kind !== after.kind || before.relation !== after.relation) return false;
  const isNotNull = before.facts['type'] === 'not-null' && before.kind === 'constraint';
  if (isNotNull) return isSameFact(before.facts['columns'] ?? null, after.facts['columns'] ?? null);
  return Object.keys(before.facts).every((fact) => {
    if (!isCompared(before.kind, fact, false) || fact === 'index' || fact === 'constraint') return true;
    const [left, right] = [before, after].map((object) => nameless(object, fact));
    return isSameFact(left ?? null, right ?? null);
  });
}

/** A fact with the object's own name taken out of its text. */
function nameless(object: CatalogObject, fact: string): CatalogObject['facts'][string] {
  const value = object.facts[fact] ?? null;
  if (fact !== 'definition' || object.kind !== 'index' || typeof value !== 'string') return value;
  const bare = /(?:"[^"]*(?:""[^"]*)*"|[^."]+)$/.exec(object.name)?.[0] ?? object.name;
  return value.replace(` ${bare} ON `, ' ON ');
}
