import type { RootContent } from 'mdast';
import { toMarkdown } from './markdown.ts';

/** A part of a document that can be said at several lengths. */
export interface Section {
  /** What goes first when there is too much: the smallest. */
  readonly weight: number;
  /** From the fullest form to the shortest; made only when asked for. */
  readonly levels: readonly (() => readonly RootContent[])[];
}

export interface Fitted {
  readonly markdown: string;
  /** True when any section is not in its fullest form. */
  readonly shortened: boolean;
}

interface Standing {
  readonly section: Section;
  /** Markdown of the levels that were asked for so far. */
  readonly written: string[];
  level: number;
}

const GAP = '\n\n';

/**
 * The sections in order, as Markdown of at most `budget` UTF-8 bytes. Whole levels are dropped, never characters;
 * each level is written at most once, so the cost is linear in what there is to say.
 */
export function fit(sections: readonly Section[], budget: number): Fitted {
  const standing = sections.map((section): Standing => ({ section, written: [], level: 0 }));
  const left = raise(standing, budget - lower(standing, budget));
  const parts = standing.map(markdownOf).filter((part) => part !== '');
  return {
    markdown: parts.join(GAP),
    shortened: left < 0 || standing.some(({ level }) => level > 0),
  };
}

/** Lowers section by section until the budget holds; the answer is what is used then. */
function lower(standing: readonly Standing[], budget: number): number {
  let bytes = standing.reduce((sum, part) => sum + sizeOf(part), 0);
  for (const part of loweringOrder(standing)) {
    if (bytes <= budget) break;
    bytes -= sizeOf(part);
    part.level += 1;
    bytes += sizeOf(part);
  }
  return bytes;
}

/** Gives what is left to the weightiest sections that can use it; the answer is what is left then. */
function raise(standing: readonly Standing[], spare: number): number {
  let left = spare;
  for (const part of standing.toSorted((one, other) => other.section.weight - one.section.weight)) {
    const used = sizeOf(part);
    const lowered = part.level;
    part.level = 0;
    while (part.level < lowered && sizeOf(part) - used > left) part.level += 1;
    left -= sizeOf(part) - used;
  }
  return left;
}

/** Every section by one level, lightest first and last ones first; then every section by the next level. */
function* loweringOrder(standing: readonly Standing[]): Generator<Standing> {
  const lightestFirst = standing
    .toReversed()
    .sort((left, right) => left.section.weight - right.section.weight);
  const deepest = Math.max(0, ...standing.map(({ section }) => section.levels.length));
  for (let level = 1; level < deepest; level += 1) {
    for (const candidate of lightestFirst) {
      if (candidate.section.levels.length > level) yield candidate;
    }
  }
}

function markdownOf({ section, written, level }: Standing): string {
  const known = written[level];
  if (known !== undefined) return known;
  const nodes = section.levels[level]?.() ?? [];
  const markdown = nodes.length === 0 ? '' : toMarkdown(nodes);
  written[level] = markdown;
  return markdown;
}

function sizeOf(part: Standing): number {
  const markdown = markdownOf(part);
  return markdown === '' ? 0 : Buffer.byteLength(markdown) + GAP.length;
}
