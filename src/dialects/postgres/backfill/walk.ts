import type { BackfillWish } from '../../../model/backfill.ts';
import { quoteIdentifier } from '../quote.ts';
import { helperName } from '../safer/helper-name.ts';
import { bare, bareParts, qualified } from '../rows/names.ts';
import type { Changing } from './changing.ts';
import { narrowed } from './clauses.ts';

/** Everything that the texts of one backfill are put together from. */
export interface Walk {
  readonly changing: Changing;
  /** What is walked, with `ONLY ` where the statement says so. */
  readonly source: string;
  /** Columns of the key as written in SQL. */
  readonly key: readonly string[];
  /** Table of progress, table of skipped rows, procedure: with their schema. */
  readonly progress: string;
  readonly skipped: string;
  readonly procedure: string;
  /** Name of the outer block, by which its variables are told from columns. */
  readonly block: string;
  readonly wish: BackfillWish;
  /** The statement for the keys between the variables `first_…` and `until_…`. */
  readonly batch: string;
}

/** Names everything; nothing of the reader's is taken for a variable. */
export function walkOf(changing: Changing, key: readonly string[], wish: BackfillWish): Walk {
  const { schema } = bareParts(changing.walked);
  const named = (...words: readonly string[]): string =>
    `${quoteIdentifier(schema)}.${helperName(changing.walked, 'backfill', wish.label, ...words)}`;
  const block = blockFor(changing);
  const own = tuple(key.map((column) => `${changing.alias}.${column}`));
  const [first, until] = [tuple(variables(key, 'first', block)), tuple(variables(key, 'until', block))];
  const range = `${own} >= ${first} AND ${own} <= ${until}`;
  return {
    changing,
    source: `${changing.only}${qualified(changing.walked)}`,
    key,
    progress: named(),
    skipped: named('skipped'),
    procedure: named('run'),
    block,
    wish,
    batch: narrowed(changing.clauses, range),
  };
}

/** A label that the statement does not use for anything. */
function blockFor({ clauses }: Changing): string {
  const text = `${clauses.head}${clauses.condition ?? ''}${clauses.tail}`.toLowerCase();
  let label = 'walk';
  while (text.includes(label)) label = `${label}_`;
  return label;
}

/** `walk.first_1`, `walk.first_2`. */
export function variables(key: readonly string[], prefix: string, block: string): string[] {
  return key.map((_column, index) => `${block}.${prefix}_${index + 1}`);
}

/** One value, or a row of values that is compared as a whole. */
export function tuple(values: readonly string[]): string {
  return values.length === 1 ? (values[0] ?? '') : `(${values.join(', ')})`;
}

/** Columns of the progress table that hold the last key: `last_id`. */
export function lastColumns(key: readonly string[]): string[] {
  return key.map((column) => quoteIdentifier(`last_${bare(column)}`));
}

/** Columns of the table of skipped rows that hold a key: `row_id`. */
export function rowColumns(key: readonly string[]): string[] {
  return key.map((column) => quoteIdentifier(`row_${bare(column)}`));
}
