import { countOf } from '../../lib/count-of.ts';
import { groupedBlocks } from '../grouped-blocks.ts';
import type { MigrationRows, StatementRow } from '../project-view.ts';
import { visibleLine } from '../visible.ts';
import { BLOCKS_WORD, TRIAL_WORD, WORK_WORD } from '../words.ts';
import { padTo, widthOf } from './columns.ts';
import type { Ink } from './ink.ts';

const MOST_ROWS = 40;
const GAP = '  ';
const HEADER: Cells = ['LINE', 'STATEMENT', 'PHASE', 'BLOCKS', 'WORK', 'ROLLBACK'];
const STATEMENT = 1;
const BLOCKS = 3;
const ROLLBACK = 5;
const SMALLEST = 24;
const NAMED = 2;
const WIDEST_BLOCKS = 40;

type Cells = readonly [string, string, string, string, string, string];

/** The table of statements, one block per file; where there are many, the notable ones. */
export function statementLines(migrations: readonly MigrationRows[], ink: Ink): string[] {
  const all = migrations.flatMap(({ rows }) => rows);
  const shown = new Set(
    (all.length > MOST_ROWS ? all.filter(({ notable }) => notable) : all).slice(0, MOST_ROWS),
  );
  const left = all.length - shown.size;
  const note = left === 0 ? [] : [ink.soft(`${countOf(left, 'further statement')} not shown`)];
  if (shown.size === 0) return note;
  const widths = widthsOf([HEADER, ...[...shown].map(cellsOf)], ink.width);
  const lines = migrations.flatMap(({ file, rows }) => {
    const own = rows.filter((row) => shown.has(row));
    return own.length === 0
      ? []
      : [ink.strong(visibleLine(file)), ...own.map((row) => rowLine(row, widths, ink))];
  });
  return [ink.soft(padded(HEADER, widths).join(GAP).trimEnd()), ...lines, ...note];
}

function rowLine(row: StatementRow, widths: readonly number[], ink: Ink): string {
  const cells = padded(cellsOf(row), widths);
  const alarming = row.blocking || row.fate === 'failed' || row.fate === 'unreadable';
  const inked = cells.map((cell, index) => {
    if (index === BLOCKS && alarming) return ink.severity.block(cell);
    return index === ROLLBACK ? ink.trial[row.rollback](cell.trimEnd()) : cell;
  });
  return inked.join(GAP);
}

function cellsOf(row: StatementRow): Cells {
  const works = row.works.map((work) => WORK_WORD[work]).join(', ');
  return [
    String(row.line).padStart(HEADER[0].length),
    row.summary,
    row.phase,
    blocksWords(row),
    `${works === '' ? WORK_WORD.metadata : works}${row.estimate === null ? '' : ` ${row.estimate}`}`,
    TRIAL_WORD[row.rollback],
  ];
}

/** As wide as the widest cell; the statement takes what is left. */
function widthsOf(rows: readonly Cells[], total: number): number[] {
  const widths = HEADER.map((_, index) => Math.max(...rows.map((cells) => widthOf(cells[index] ?? ''))));
  widths[BLOCKS] = Math.min(WIDEST_BLOCKS, widths[BLOCKS] ?? 0);
  const others = widths.reduce(
    (sum, width, index) => sum + (index === STATEMENT ? 0 : width + GAP.length),
    0,
  );
  widths[STATEMENT] = Math.min(widths[STATEMENT] ?? 0, Math.max(SMALLEST, total - others));
  return widths;
}

function padded(cells: Cells, widths: readonly number[]): string[] {
  return cells.map((cell, index) => padTo(cell, widths[index] ?? 0));
}

function blocksWords({ fate, blocked, blocking }: StatementRow): string {
  if (fate === 'failed') return 'fails';
  if (fate === 'unreadable') return 'cannot be read';
  if (fate === 'not-run') return 'not run';
  if (blocked.length === 0) return BLOCKS_WORD.nothing;
  const groups = groupedBlocks(blocked).map(({ blocks, relations }) => {
    const named = relations.slice(0, NAMED).map(visibleLine).join(', ');
    const more = relations.length > NAMED ? ` +${relations.length - NAMED}` : '';
    return `${BLOCKS_WORD[blocks]}: ${named}${more}`;
  });
  const [strongest = ''] = groups;
  const others = groups.length > 1 ? ' …' : '';
  if (blocking) return `${strongest}${others}`;
  return `${strongest}${others}${blocked.every(({ isHeld }) => isHeld) ? ', held' : ', briefly'}`;
}
