import type { Span } from '../../model/span.ts';

/** Finds where UTF-16 offsets of a text stand in its file. */
export interface Places {
  span(start: number, end: number): Span;
}

interface Place {
  readonly byte: number;
  readonly line: number;
  readonly column: number;
}

const STEP = 1024;

/** Counts bytes, lines and columns once; every answer afterwards looks at no more than a kilobyte of text. */
export function createPlaces(text: string): Places {
  const marks = markEvery(text, STEP);
  const place = (offset: number): Place => {
    const index = Math.min(Math.floor(offset / STEP), marks.length - 1);
    const mark = marks[index] ?? { byte: 0, line: 1, column: 1 };
    return walk(text, mark, index * STEP, offset);
  };
  return {
    span(start, end) {
      const first = place(start);
      const last = place(Math.max(start, end - 1));
      return {
        start: first.byte,
        end: place(end).byte,
        line: first.line,
        column: first.column,
        endLine: last.line,
      };
    },
  };
}

function markEvery(text: string, step: number): Place[] {
  let mark: Place = { byte: 0, line: 1, column: 1 };
  const marks = [mark];
  for (let at = step; at < text.length; at += step) {
    mark = walk(text, mark, at - step, at);
    marks.push(mark);
  }
  return marks;
}

function walk(text: string, from: Place, start: number, end: number): Place {
  let { byte, line, column } = from;
  for (let at = start; at < end; at += 1) {
    const unit = text.charCodeAt(at);
    byte += bytesOf(text, at, unit);
    if (unit === 10) {
      line += 1;
      column = 1;
    } else if (!isSecondHalf(text, at, unit) && !(at === 0 && unit === 0xfeff)) column += 1;
  }
  return { byte, line, column };
}

/** UTF-8 bytes that a UTF-16 unit adds; a surrogate pair is counted at its first half. */
function bytesOf(text: string, at: number, unit: number): number {
  if (unit < 0x80) return 1;
  if (unit < 0x800) return 2;
  if (isSecondHalf(text, at, unit)) return 0;
  const next = (unit & 0xfc00) === 0xd800 ? text.charCodeAt(at + 1) : 0;
  return (next & 0xfc00) === 0xdc00 ? 4 : 3;
}

function isSecondHalf(text: string, at: number, unit: number): boolean {
  return (unit & 0xfc00) === 0xdc00 && at > 0 && (text.charCodeAt(at - 1) & 0xfc00) === 0xd800;
}
