import { readColumn, readTableConstraints, type ColumnText, type ConstraintText } from './constraint-text.ts';
import { TokenReader } from './token-reader.ts';
import { partsOf, tokensOf } from './tokens.ts';

/** What no pragma tells of a table. */
export interface TableText {
  /** By the name of the column in lower case. */
  readonly columns: ReadonlyMap<string, ColumnText>;
  /** In the order in which they stand there, those of columns too. */
  readonly constraints: readonly ConstraintText[];
  readonly autoincrement: boolean;
  /** The module and its arguments of a virtual table; null for others. */
  readonly module: string | null;
}

const CONSTRAINT_WORDS: ReadonlySet<string> = new Set([
  'CHECK',
  'CONSTRAINT',
  'FOREIGN',
  'PRIMARY',
  'UNIQUE',
]);

/** Reads `CREATE TABLE` as SQLite keeps it: the name may be qualified by nothing, and `AS SELECT` is gone. */
export function readTableText(sql: string): TableText {
  const reader = new TokenReader(tokensOf(sql));
  const isVirtual = reader.take('CREATE', 'VIRTUAL', 'TABLE');
  if (!isVirtual) reader.take('CREATE', 'TABLE');
  reader.name();
  if (isVirtual) return { ...NOTHING, module: moduleIn(reader) };
  const columns = new Map<string, ColumnText>();
  const constraints: ConstraintText[] = [];
  let autoincrement = false;
  for (const part of partsOf(reader.inside())) {
    if (CONSTRAINT_WORDS.has(part[0]?.keyword ?? '')) {
      const read = readTableConstraints(new TokenReader(part));
      constraints.push(...read.constraints);
      autoincrement ||= read.autoincrement;
      continue;
    }
    const { name, column } = readColumn(new TokenReader(part));
    columns.set(name.toLowerCase(), column);
    constraints.push(...column.constraints);
    autoincrement ||= column.autoincrement;
  }
  return { columns, constraints, autoincrement, module: null };
}

const NOTHING: Omit<TableText, 'module'> = { columns: new Map(), constraints: [], autoincrement: false };

function moduleIn(reader: TokenReader): string {
  reader.take('USING');
  const name = reader.name();
  return `${name}(${reader.insideText()})`;
}
