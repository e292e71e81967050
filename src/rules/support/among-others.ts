import type { Place } from './place.ts';

/** True when the statement commits together with others of its migration. */
export function isAmongOthers({
  migration: { statements },
  index,
}: Pick<Place, 'migration' | 'index'>): boolean {
  const number = statements[index]?.transaction;
  return statements.some((other, at) => at !== index && other.transaction === number);
}
