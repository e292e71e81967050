import type { Table } from 'mdast';
import { padTo, widthOf, wrap } from '../../terminal/columns.ts';
import type { Ink } from '../../terminal/ink.ts';
import { wordsOf } from './inline-text.ts';

const GAP = '  ';
const MOST_TITLE = 24;

/** A table in columns where it fits, else row by row with the titles in front. */
export function tableLines(table: Table, ink: Ink): string[] {
  const [titles = [], ...rows] = table.children.map(({ children }) =>
    children.map((cell) => wordsOf(cell.children)),
  );
  const widths = titles.map((title, column) =>
    Math.max(...[title, ...rows.map((row) => row[column] ?? '')].map(widthOf)),
  );
  const sum = widths.reduce((total, width) => total + width + GAP.length, 0);
  if (sum > ink.width)
    return rows.flatMap((row, index) => [...(index === 0 ? [] : ['']), ...card(titles, row, ink)]);
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => padTo(cell, widths[column] ?? 0))
      .join(GAP)
      .trimEnd();
  return [ink.soft(line(titles)), ...rows.map(line)];
}

function card(titles: readonly string[], row: readonly string[], ink: Ink): string[] {
  const width = Math.min(MOST_TITLE, Math.max(...titles.map(widthOf)));
  const indent = ' '.repeat(width + GAP.length);
  return titles.flatMap((title, column) => {
    const cell = row[column] ?? '';
    if (cell === '') return [];
    return wrap(cell, ink.width - indent.length).map((words, index) =>
      index === 0 ? `${ink.soft(padTo(title, width))}${GAP}${words}` : `${indent}${words}`,
    );
  });
}
