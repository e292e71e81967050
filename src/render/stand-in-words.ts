import { countOf } from '../lib/count-of.ts';
import { listInWords } from '../lib/list-in-words.ts';
import type { BaseReplay } from '../model/rehearsal.ts';

/** What was made up, as a sentence without its point; null when nothing was. */
export function standInWords({ standIns = [] }: BaseReplay): string | null {
  if (standIns.length === 0) return null;
  return `no migration creates ${listInWords(standIns)}, so stand-ins took their place`;
}

/** What of the base needs something that the engine does not have; null when nothing does. */
export function lackingWords({ lacking = [] }: BaseReplay): string | null {
  if (lacking.length === 0) return null;
  const needed = listInWords([...new Set(lacking.map(({ lacks }) => lacks))].sort());
  return `${countOf(lacking.length, 'shipped statement')} could not run without ${needed}`;
}
