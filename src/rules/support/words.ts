import type { Blocks, EngineError } from '../../model/observation.ts';

/** The same names once each, sorted. */
export function sortedNames(names: Iterable<string>): string[] {
  return [...new Set(names)].sort();
}

/** The same texts once each, in their order. */
export function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}

/** What waits: "writes to users wait", "reads and writes of users wait". */
export function whoWaits(blocks: Blocks, relation: string): string {
  return blocks === 'reads-and-writes'
    ? `reads and writes of ${relation} wait`
    : `writes to ${relation} wait`;
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
