import type { RootContent } from 'mdast';
import { toMarkdown } from './markdown.ts';

/** A part of a document that can be said at several lengths. */
export interface Section {
  /** What goes first when there is too much: the smallest. */
  readonly weight: number;
  /** From the fullest form to the shortest; made only when asked for. */
  readonly levels: readonly (() => readonly RootContent[])[];
}

interface Standing {
  readonly section: Section;
  level: number;
  markdown: string;
}

export interface Fitted {
  readonly markdown: string;
  /** True when any section is not in its fullest form. */
  readonly shortened: boolean;
}

const GAP = '\n\n';

/**
 * The sections in order, as Markdown of at most `budget` UTF-8 bytes. Whole levels are dropped, never characters;
 * each level is written at most once, so the cost is linear in what there is to say.
 */
export function fit(sections: readonly Section[], budget: number): Fitted {
  const standing = sections.map((section): Standing => ({ section, level: 0, markdown: write(section, 0) }));
  let bytes = standing.reduce((sum, { markdown }) => sum + sizeOf(markdown), 0);
  let shortened = false;
  for (const candidate of loweringOrder(standing)) {
    if (bytes <= budget) break;
    bytes -= sizeOf(candidate.markdown);
    candidate.level += 1;
    candidate.markdown = write(candidate.section, candidate.level);
    bytes += sizeOf(candidate.markdown);
    shortened = true;
  }
  const markdown = standing.map((part) => part.markdown).filter((part) => part !== '');
  return { markdown: markdown.join(GAP), shortened };
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

function write(section: Section, level: number): string {
  const nodes = section.levels[level]?.() ?? [];
  return nodes.length === 0 ? '' : toMarkdown(nodes);
}

function sizeOf(markdown: string): number {
  return markdown === '' ? 0 : Buffer.byteLength(markdown) + GAP.length;
}
