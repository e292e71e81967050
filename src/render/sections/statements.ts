import type { RootContent } from 'mdast';
import { countOf } from '../../lib/count-of.ts';
import type { Section } from '../fit.ts';
import { name, paragraph, strong, table } from '../nodes.ts';
import type { Inline } from '../nodes.ts';
import { groupedBlocks } from '../grouped-blocks.ts';
import type { MigrationRows, StatementRow } from '../project-view.ts';
import { clip } from '../visible.ts';
import { BLOCKS_WORD, TRANSACTION_WORD, TRIAL_WORD, WORK_WORD } from '../words.ts';

/** Few and narrow: on a telephone the third column is still to be seen. */
const HEADER = ['Line', 'Statement', 'Blocks', 'Phase, work'] as const;
const MOST_ROWS = 40;
const MOST_RELATIONS = 3;
const LONGEST_STATEMENT = 60;

/** A table for each migration: all statements, then the notable ones, then the first of those, then their number. */
export function statementsSection(migrations: readonly MigrationRows[]): Section {
  const total = migrations.reduce((sum, { rows }) => sum + rows.length, 0);
  return {
    weight: 90,
    levels: [
      () => tables(migrations, Infinity, total),
      () => tables(notableOf(migrations), Infinity, total),
      () => tables(notableOf(migrations), MOST_ROWS, total),
      () => tables(notableOf(migrations), MOST_ROWS / 4, total),
      () => tables([], 0, total),
    ],
  };
}

function notableOf(migrations: readonly MigrationRows[]): MigrationRows[] {
  return migrations.map((migration) => ({
    ...migration,
    rows: migration.rows.filter(({ notable }) => notable),
  }));
}

function tables(migrations: readonly MigrationRows[], most: number, total: number): RootContent[] {
  if (total === 0) return [paragraph('No statement of this change is run.')];
  let left = most;
  const nodes = migrations.flatMap((migration) => {
    const rows = migration.rows.slice(0, left);
    left -= rows.length;
    return rows.length === 0 ? [] : [titleOf(migration), table(HEADER, rows.map(cellsOf))];
  });
  const shown = Math.min(
    most,
    migrations.reduce((sum, { rows }) => sum + rows.length, 0),
  );
  if (shown === total) return nodes;
  const words = countOf(total - shown, shown === 0 ? 'statement' : 'further statement');
  return [...nodes, paragraph(`${words} not shown here.`)];
}

function titleOf({ file, status, transaction, rollback }: MigrationRows): RootContent {
  return paragraph(
    strong(name(file)),
    ` · ${status} · ${TRANSACTION_WORD[transaction]} · rollback `,
    rollback === 'restored' ? TRIAL_WORD.restored : strong(TRIAL_WORD[rollback]),
  );
}

function cellsOf(row: StatementRow): Inline[][] {
  return [
    [String(row.line)],
    [name(clip(row.summary, LONGEST_STATEMENT))],
    row.fate === 'ran' || row.fate === 'depends-on-data' ? blocksCell(row) : [strong(FATE_WORD[row.fate])],
    [workWords(row)],
  ];
}

/** Measured goes without saying. */
function workWords({ phase, works, witness, estimate }: StatementRow): string {
  const work = works.length === 0 ? WORK_WORD.metadata : works.map((each) => WORK_WORD[each]).join(', ');
  return `${phase}, ${work}${estimate === null ? '' : ` ${estimate}`}${witness === 'measured' ? '' : ` (${witness})`}`;
}

const FATE_WORD = { failed: 'fails', unreadable: 'cannot be read', 'not-run': 'not run' } as const;

/** What is blocked, then where, strongest first; bold when the wait grows with the table. */
function blocksCell({ blocked, blocking }: StatementRow): Inline[] {
  if (blocked.length === 0) return [BLOCKS_WORD.nothing];
  const groups = groupedBlocks(blocked).map(({ blocks, relations }): Inline[] => [
    blocking ? strong(BLOCKS_WORD[blocks]) : BLOCKS_WORD[blocks],
    ' on ',
    ...relations
      .slice(0, MOST_RELATIONS)
      .flatMap((relation, index): Inline[] => [...(index === 0 ? [] : [', ']), name(relation)]),
    ...(relations.length > MOST_RELATIONS ? [`, ${relations.length - MOST_RELATIONS} more`] : []),
  ]);
  const cell = groups.flatMap((group, index): Inline[] => [...(index === 0 ? [] : [' · ']), ...group]);
  if (blocking) return cell;
  return [...cell, blocked.every(({ isHeld }) => isHeld) ? ', still held' : ', briefly'];
}
