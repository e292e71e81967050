import type { Expression } from './bridge.ts';
import { asCatalogName } from './expression.ts';
import type { Assignment } from './sql-text.ts';
import { atTopLevel } from './sql-text.ts';

const PART = /^split_part\(\s*("[^"]+"|[\w$]+)\s*,\s*('(?:[^']|'')+')\s*,\s*(\d+)\s*\)$/i;

/**
 * The way back of expressions that say it themselves: parts of a text joined with the mark between them, two texts
 * joined with a mark cut at it. Null for all others. It is proved like everything else.
 */
export function guessedBack(
  assignments: readonly Assignment[],
  old: readonly string[],
): ReadonlyMap<string, Expression> | null {
  const [column, ...others] = old;
  if (column === undefined) return null;
  if (others.length === 0) return joinedParts(assignments, column);
  const [only, ...more] = assignments;
  return only === undefined || more.length > 0 ? null : cutText(only, old);
}

function joinedParts(
  assignments: readonly Assignment[],
  old: string,
): ReadonlyMap<string, Expression> | null {
  const parts = assignments.map(({ column, expression }) => {
    const [, name = '', mark = '', place = '0'] = PART.exec(expression) ?? [];
    return { column, mark, place: Number(place), isOurs: asCatalogName(name) === old };
  });
  const [first] = parts;
  if (first === undefined || !parts.every(({ isOurs, mark }) => isOurs && mark === first.mark)) return null;
  const sorted = parts.toSorted((left, right) => left.place - right.place);
  const joined: Expression = (row) =>
    `concat_ws(${first.mark}, ${sorted.map(({ column }) => `nullif(${row(column)}, '')`).join(', ')})`;
  return new Map([[old, joined]]);
}

/** Left column, mark and right column of `a || ' ' || b` or `concat_ws(' ', a, b)`. */
function joinedPieces(expression: string): string[] {
  const inner = /^concat_ws\(([^]*)\)$/i.exec(expression)?.[1];
  if (inner === undefined) return expression.split(/\s*\|\|\s*/).map((piece) => piece.trim());
  const [mark = '', left = '', right = '', ...more] = atTopLevel(inner, ',').map((piece) => piece.trim());
  return [left, mark, right, ...more];
}

function cutText(
  { column, expression }: Assignment,
  old: readonly string[],
): ReadonlyMap<string, Expression> | null {
  const pieces = joinedPieces(expression);
  const [left = '', mark = '', right = ''] = pieces;
  const isPlain = pieces.length === 3 && [left, right].every((name) => old.includes(asCatalogName(name)));
  if (!isPlain || old.length !== 2 || !/^'(?:[^']|'')+'$/.test(mark)) return null;
  return new Map<string, Expression>([
    [asCatalogName(left), (row) => `split_part(${row(column)}, ${mark}, 1)`],
    [
      asCatalogName(right),
      (row) =>
        `nullif(substr(${row(column)}, length(split_part(${row(column)}, ${mark}, 1)) + length(${mark}) + 1), '')`,
    ],
  ]);
}
