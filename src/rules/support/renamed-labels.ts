import type { CatalogObject } from '../../model/catalog.ts';
import type { Cause } from './cause.ts';
import type { Pair } from './difference.ts';

/** Values of enumerated types that have another label now; running code still says the old one. */
export function renamedLabels(altered: readonly Pair[]): Cause[] {
  return altered.flatMap(({ before, after }) => {
    const [was, is] = [labelsOf(before), labelsOf(after)];
    if (was.length !== is.length) return [];
    return was.flatMap((label, index) => {
      const to = is[index] ?? label;
      return to === label ? [] : [labelRename(before, label, to)];
    });
  });
}

function labelRename(object: CatalogObject, label: string, to: string): Cause {
  return { kind: 'rename', object, name: `'${label}' of ${object.name}`, to: `'${to}'`, certain: true };
}

function labelsOf({ kind, facts }: CatalogObject): string[] {
  const labels = facts['labels'];
  return kind === 'enum' && Array.isArray(labels) ? labels.map(String) : [];
}
