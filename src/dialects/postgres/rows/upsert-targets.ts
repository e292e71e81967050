import type { CatalogObject } from '../../../model/catalog.ts';
import { isFact, textFact } from '../../catalog/facts.ts';
import { inParentheses, splitList } from './split-list.ts';

/** Conflict targets that name the unique keys of a table: `(email)`, `(lower(email)) WHERE (deleted_at IS NULL)`. */
export function upsertTargets(
  indexes: readonly CatalogObject[],
  constraints: readonly CatalogObject[],
): string[] {
  const deferrable = new Set(constraints.filter((one) => isFact(one, 'deferrable')).map(({ name }) => name));
  const usable = indexes.filter(
    (index) =>
      isFact(index, 'unique') &&
      isFact(index, 'valid') &&
      !deferrable.has(textFact(index, 'constraint') ?? ''),
  );
  return [...new Set(usable.flatMap((index) => conflictTarget(index) ?? []))].sort();
}

/** Null when the definition is not understood. */
function conflictTarget(index: CatalogObject): string | null {
  const keys = indexKeys(textFact(index, 'definition') ?? '');
  if (keys.length === 0) return null;
  const predicate = textFact(index, 'predicate');
  return `(${keys.join(', ')})${predicate === null ? '' : ` WHERE ${predicate}`}`;
}

/** The columns and expressions of an index, without their sort order. */
export function indexKeys(definition: string): string[] {
  const start = definition.indexOf(' USING ');
  if (start === -1) return [];
  const keys = splitList(inParentheses(definition, start) ?? '');
  return keys.map((key) => key.replace(/( (ASC|DESC))?( NULLS (FIRST|LAST))?$/, ''));
}
