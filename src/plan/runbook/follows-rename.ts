import type { CatalogObject } from '../../model/catalog.ts';
import { factText, ownName, type ObjectDifference } from './difference.ts';

/** Leaves out what only names a renamed table or column by its new name: nobody has to do anything for it. */
export function withoutFollowers(all: readonly ObjectDifference[]): ObjectDifference[] {
  const renamed = all.flatMap(({ kind, before, after }): [string, string][] => {
    if ((kind !== 'column' && kind !== 'table') || before === null || after === null) return [];
    return ownName(before) === ownName(after) ? [] : [[bareName(before), bareName(after)]];
  });
  return renamed.length === 0 ? [...all] : all.filter((one) => !follows(one, renamed));
}

function follows(
  { kind, before, after, facts }: ObjectDifference,
  renamed: readonly (readonly [string, string])[],
): boolean {
  if (kind === 'column' || kind === 'table' || before === null || after === null) return false;
  if (ownName(before) !== ownName(after) || facts.some((fact) => fact !== 'definition')) return false;
  const old = factText(before.facts['definition']) ?? '';
  return renamed.reduce((text, pair) => withNewName(text, pair), old) === after.facts['definition'];
}

/** Whole words only; a name that SQL quotes keeps its quotes. */
function withNewName(text: string, [from, to]: readonly [string, string]): string {
  const escaped = from.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  return text.replaceAll(new RegExp(`(?<![\\w"])${escaped}(?![\\w"])`, 'g'), () => to);
}

/** Without schema or table. */
function bareName(object: CatalogObject): string {
  const own = ownName(object);
  return object.kind === 'table' ? (/(?:^|\.)("(?:[^"]|"")+"|[^.]+)$/.exec(own)?.[1] ?? own) : own;
}
