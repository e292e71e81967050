import type { SourceDefect } from '../../model/migration.ts';
import { blankOutside, type Stretch } from '../blank-outside.ts';
import { maskComments } from '../mask-sql.ts';

/** How a framework marks the two directions in one file. */
export interface SectionMarks {
  /** Matches a whole mark line; group 1 is `up` or `down`. Flags `gim`. */
  readonly line: RegExp;
  /** The up mark as people write it. */
  readonly up: string;
  /** A file without an up mark goes up as a whole; otherwise the framework refuses it. */
  readonly unmarked?: 'goes-up';
}

export interface Sections {
  readonly up: string;
  /** Null when the file has no down section. */
  readonly down: string | null;
  readonly defect: SourceDefect | null;
}

/** Splits a file at its marks; each direction keeps the offsets of the file. */
export function splitSections(text: string, marks: SectionMarks): Sections {
  const found = [...text.matchAll(marks.line)].map((match) => ({
    start: match.index,
    direction: match[1]?.toLowerCase(),
  }));
  const stretches = (direction: string): Stretch[] =>
    found.flatMap((mark, index) =>
      mark.direction === direction
        ? [{ start: mark.start, end: found[index + 1]?.start ?? text.length }]
        : [],
    );
  const [ups, downs] = [stretches('up'), stretches('down')];
  if (ups.length === 0 && found.length === 0 && marks.unmarked === 'goes-up')
    return { up: text, down: null, defect: null };
  if (ups.length === 0) return { up: text, down: null, defect: missing(marks) };
  const down = downs.length === 0 ? null : blankOutside(text, downs);
  return { up: blankOutside(text, ups), down, defect: stray(text.slice(0, found[0]?.start), marks) };
}

/** The framework would refuse the file, so nothing of it may pass for read. */
function missing({ up }: SectionMarks): SourceDefect {
  return { reason: `has no "${up}" section`, offset: 0, line: 1 };
}

/** SQL above the first mark belongs to no direction: frameworks refuse it. */
function stray(preamble: string, { up }: SectionMarks): SourceDefect | null {
  const at = maskComments(preamble).search(/\S/);
  if (at === -1) return null;
  const before = preamble.slice(0, at);
  return {
    reason: `has SQL above "${up}", which is never run`,
    offset: Buffer.byteLength(before),
    line: before.split('\n').length,
  };
}
