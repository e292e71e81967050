import type { RootContent } from 'mdast';
import { countOf } from '../../lib/count-of.ts';
import type { Section } from '../fit.ts';
import { name, paragraph, strong, table } from '../nodes.ts';
import type { Inline } from '../nodes.ts';
import type { StatementRow } from '../project-view.ts';
import { BLOCKS_WORD, TRIAL_WORD, WORK_WORD } from '../words.ts';

const HEADER = ['Where', 'Statement', 'Phase', 'Blocks', 'Work', 'Rollback', 'Witness'] as const;
const MOST_ROWS = 40;
const MOST_RELATIONS = 3;

/** The table of statements: all of them, then the notable ones, then the first of those, then their number. */
export function statementsSection(rows: readonly StatementRow[]): Section {
  const notable = rows.filter((row) => row.notable);
  return {
    weight: 90,
    levels: [
      () => statementsTable(rows, rows.length),
      () => statementsTable(notable, rows.length),
      () => statementsTable(notable.slice(0, MOST_ROWS), rows.length),
      () => statementsTable(notable.slice(0, MOST_ROWS / 4), rows.length),
      () => statementsTable([], rows.length),
    ],
  };
}

function statementsTable(rows: readonly StatementRow[], total: number): RootContent[] {
  if (total === 0) return [paragraph('No statement of this change is run.')];
  const left = total - rows.length;
  const note =
    left === 0
      ? []
      : [
          paragraph(
            `${countOf(left, rows.length === 0 ? 'statement' : 'further statement')} not shown here.`,
          ),
        ];
  return rows.length === 0 ? note : [table(HEADER, rows.map(cellsOf)), ...note];
}

function cellsOf(row: StatementRow): Inline[][] {
  return [
    [name(`${row.file}:${row.line}`)],
    [name(row.summary)],
    [row.phase === 'contract' ? strong(row.phase) : row.phase],
    row.fate === 'ran' || row.fate === 'depends-on-data' ? blocksCell(row) : [strong(FATE_WORD[row.fate])],
    [row.works.length === 0 ? WORK_WORD.metadata : row.works.map((work) => WORK_WORD[work]).join(', ')],
    [row.rollback === 'restored' ? TRIAL_WORD.restored : strong(TRIAL_WORD[row.rollback])],
    [row.witness === 'unknown' ? strong(row.witness) : row.witness],
  ];
}

const FATE_WORD = { failed: 'fails', unreadable: 'cannot be read', 'not-run': 'not run' } as const;

function blocksCell({ blocked, blocking }: StatementRow): Inline[] {
  if (blocked.length === 0) return [BLOCKS_WORD.nothing];
  const shown = blocked.slice(0, MOST_RELATIONS).flatMap(({ relation, blocks }, index): Inline[] => {
    const words: Inline[] = [`${BLOCKS_WORD[blocks]} on `, name(relation)];
    return [...(index === 0 ? [] : ['; ']), ...(blocking ? [strong(...words)] : words)];
  });
  const left = blocked.length - MOST_RELATIONS;
  return [
    ...shown,
    ...(left > 0 ? [`; ${left} more`] : []),
    blocking ? ', as long as it works' : ', briefly',
  ];
}
