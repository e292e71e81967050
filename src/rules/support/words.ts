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
    ...(all.length > 0 ? [`reads and writes of ${listInWords(distinct(all))} wait`] : []),
    ...(writes.length > 0 ? [`writes to ${listInWords(distinct(writes))} wait`] : []),
  ].join(', ');
}

/** The engine's own words with its code: `column "x" does not exist (42703)`. */
export function errorWords(error: EngineError): string {
  const code = error.code === '' ? '' : ` (${error.code})`;
  const detail = error.detail === null ? '' : ` ${error.detail}`;
  return `${error.message}${code}${detail}`;
}

/** The text with a capital first letter. */
export function sentenceCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
