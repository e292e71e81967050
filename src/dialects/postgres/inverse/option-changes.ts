import type { CatalogObject } from '../../../model/catalog.ts';
import { listFact } from './facts.ts';

function nameOf(option: string): string {
  return option.slice(0, option.indexOf('='));
}

/** `name=value` as SQL needs it. */
export function optionClause(option: string): string {
  const at = option.indexOf('=');
  return `${option.slice(0, at)}='${option.slice(at + 1).replaceAll("'", "''")}'`;
}

/** `RESET (…)` and `SET (…)` that take storage options back. */
export function optionChanges(before: CatalogObject, now: CatalogObject): string[] {
  const [wanted, present] = [listFact(before, 'options'), listFact(now, 'options')];
  const gone = present.filter((option) => !wanted.some((other) => nameOf(other) === nameOf(option)));
  const set = wanted.filter((option) => !present.includes(option));
  return [
    ...(gone.length > 0 ? [`RESET (${gone.map(nameOf).join(', ')})`] : []),
    ...(set.length > 0 ? [`SET (${set.map(optionClause).join(', ')})`] : []),
  ];
}
