import { escaped } from './forms.ts';
import { modelRanges } from './model-ranges.ts';
import type { TableUse } from './table-use.ts';
import type { Wanted } from './wanted.ts';

const NEAR = 10;
const NEAR_AMONG_RIVALS = 2;

/** Tells whether a line of one file surely uses the column of this table. */
export function columnUse(lines: readonly string[], wanted: Wanted, isFarFromSql: boolean): TableUse {
  const { own, table, near, rivals } = wanted;
  if (wanted.isCommon) return () => false;
  const owners = table.all.map(escaped).join('|');
  const columns = own.all.map(escaped).join('|');
  const qualified = new RegExp(
    `(?<![\\w])["\`]?(?:${owners})["\`]?\\s*\\??\\.\\s*["\`]?(?:${columns})(?![\\w])`,
    'u',
  );
  const ranges = modelRanges(lines, wanted);
  const named = lines.map((line) => has(near, line));
  const isNear = (index: number, most: number): boolean =>
    named.slice(Math.max(0, index - most), index + most + 1).includes(true);
  return (_, index, form) => {
    const line = lines[index] ?? '';
    if (qualified.test(line)) return true;
    if (rivals !== null && has(rivals, line) && named[index] !== true) return false;
    if (ranges.some(({ from, to }) => from <= index && index <= to)) return true;
    if (wanted.isRare && form === own.exact) return true;
    // A file of models tells by its declarations which one is meant.
    if (isFarFromSql || ranges.length > 0) return false;
    return isNear(index, rivals === null ? NEAR : NEAR_AMONG_RIVALS);
  };
}

function has(pattern: RegExp, line: string): boolean {
  pattern.lastIndex = 0;
  return pattern.test(line);
}
