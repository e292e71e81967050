import { asCatalogName } from './expression.ts';
import { atTopLevel, clausesOf } from './sql-text.ts';

/** What an `INSERT … SELECT` from one table says, as text. */
export interface InsertSelect {
  /** Columns that are written; null when it names none. */
  readonly columns: readonly string[] | null;
  /** Their values. `*` stands for all columns of the table. */
  readonly expressions: readonly string[];
  /** The table that is read, as it is written. */
  readonly from: string;
  /** Names by which its expressions may call that table. */
  readonly owners: ReadonlySet<string>;
  /** Condition without the word; null without one. */
  readonly where: string | null;
}

const READ: readonly string[] = ['select', 'from', 'where', 'order'];
const CLAUSES: ReadonlySet<string> = new Set([
  ...READ,
  ...[
    'group',
    'having',
    'limit',
    'offset',
    'union',
    'except',
    'intersect',
    'window',
    'for',
    'on',
    'returning',
  ],
]);
const NAME = String.raw`(?:"[^"]*(?:""[^"]*)*"|[A-Za-z_][\w$]*)`;
const HEAD = new RegExp(String.raw`^\s*insert\s+into\s+${NAME}(?:\.${NAME})?\s*(?:\(([^()]*)\))?`, 'i');
const FROM = new RegExp(String.raw`^((?:${NAME}\.)?${NAME})(?:\s+(?:as\s+)?(${NAME}))?$`, 'i');
const COLUMN = new RegExp(`^(?:(${NAME})\\.)?(${NAME})$`);
const ALIAS = new RegExp(String.raw`\s+as\s+${NAME}$`, 'i');

/** Takes `INSERT INTO t (a, b) SELECT … FROM s WHERE …` apart; null when it is written in another way. */
export function readInsertSelect(sql: string): InsertSelect | null {
  const [first, ...pieces] = clausesOf(sql, CLAUSES);
  if (first === undefined || pieces.some(({ word }) => !READ.includes(word))) return null;
  const clause = (word: string): string | null =>
    pieces.find((piece) => piece.word === word)?.text.trim() ?? null;
  const head = HEAD.exec(first.text);
  const from = FROM.exec(clause('from') ?? '');
  const select = clause('select');
  if (head === null || from === null || select === null || /^distinct\b/i.test(select)) return null;
  const [, table = '', alias = table] = from;
  return {
    columns: head[1] === undefined ? null : atTopLevel(head[1], ',').map(asCatalogName),
    expressions: atTopLevel(select, ',').map((value) => value.replace(ALIAS, '').trim()),
    from: table,
    owners: new Set([table.split('.').at(-1) ?? table, alias].map(asCatalogName)),
    where: clause('where'),
  };
}

/** The column that an expression is, but for the table's name before it; null when it is anything else. */
export function plainColumn(expression: string, owners: ReadonlySet<string>): string | null {
  const [, owner, column] = COLUMN.exec(expression.trim()) ?? [];
  if (column === undefined) return null;
  return owner === undefined || owners.has(asCatalogName(owner)) ? asCatalogName(column) : null;
}
