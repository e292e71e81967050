import { answerAsCode, codes } from '../../lib/code.ts';
import { listInWords } from '../../lib/list-in-words.ts';
import type { Blocks, EngineError } from '../../model/observation.ts';

/** The same names once each, sorted. */
export function sortedNames(names: Iterable<string>): string[] {
  return [...new Set(names)].sort();
}

/** The same texts once each, in their order. */
export function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}

/** Who waits for locks that block so much: "writes to users wait", "reads and writes of users and orders wait". */
export function whoWaits(locks: readonly { readonly blocks: Blocks; readonly relation: string }[]): string {
  const all = locks.filter(({ blocks }) => blocks === 'reads-and-writes').map(({ relation }) => relation);
  const writes = locks.map(({ relation }) => relation).filter((relation) => !all.includes(relation));
  return [
    ...(all.length > 0 ? [`reads and writes of ${listInWords(codes(distinct(all)))} wait`] : []),
    ...(writes.length > 0 ? [`writes to ${listInWords(codes(distinct(writes)))} wait`] : []),
  ].join(' and ');
}

/** The engine's own words as code, and its error code: `` `column "x" does not exist` (42703) ``. */
export function errorWords({ message, code }: Pick<EngineError, 'message' | 'code'>): string {
  return `${answerAsCode(message)}${code === '' ? '' : ` (${code})`}`;
}

/** The text with a capital first letter. */
export function sentenceCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
