import { code } from '../lib/code.ts';
import { nearest } from '../lib/nearest.ts';

/** Says that there is no such rule, and which one may be meant. */
export function noRule(id: string, known: readonly string[]): string {
  const near = nearest(id, known);
  return `There is no rule ${code(id)}.${near === null ? '' : ` Did you mean ${code(near)}?`}`;
}
