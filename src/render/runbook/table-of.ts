import type { Table } from 'mdast';
import { table, type Inline } from '../nodes.ts';
import { prose } from '../prose.ts';

export interface Column<Row> {
  readonly title: string;
  /** A sentence, or what stands in the cell; empty where there is nothing to say. */
  readonly cell: (row: Row) => string | readonly Inline[];
}

/** A table without the columns that nobody filled; none at all without rows. */
export function tableOf<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): Table[] {
  const filled = columns
    .map(({ title, cell }) => ({ title, cells: rows.map((row) => inlinesOf(cell(row))) }))
    .filter(({ cells }) => cells.some((cell) => cell.length > 0));
  if (rows.length === 0 || filled.length === 0) return [];
  const header = filled.map(({ title }) => title);
  return [
    table(
      header,
      rows.map((_, index) => filled.map(({ cells }) => cells[index] ?? [])),
    ),
  ];
}

function inlinesOf(cell: string | readonly Inline[]): readonly Inline[] {
  return typeof cell === 'string' ? prose(cell) : cell;
}
