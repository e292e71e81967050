import type { Expression } from './facts.ts';
import type { Reader } from './reader.ts';

/** One or more expressions, with commas between. */
export function readExpressions(reader: Reader): Expression[] {
  return reader.list(() => reader.expression());
}

/** `(…)` with any number of expressions. */
export function readArguments(reader: Reader): void {
  reader.inParentheses(() => {
    if (!reader.isAt(')')) readExpressions(reader);
  });
}

/** `ORDER BY …`, if it is there. */
export function readOrder(reader: Reader): void {
  if (!reader.accept('ORDER')) return;
  reader.expect('BY');
  readSortList(reader);
}

/** Expressions to sort by, each with its direction. */
export function readSortList(reader: Reader): void {
  reader.list(() => {
    reader.expression();
    reader.accept('ASC', 'DESC');
    if (!reader.accept('NULLS')) return;
    reader.expectOne('FIRST', 'LAST');
    reader.uses.add('nulls-first');
  });
}

/** `(a, b)`: names of columns. */
export function readColumnNames(reader: Reader): string[] {
  return reader.inParentheses(() => reader.list(() => reader.name()));
}

/** A collation and a direction; true when one of them is there. */
function readColumnOrder(reader: Reader): boolean {
  const hasCollation = reader.isAt('COLLATE');
  if (hasCollation) readCollation(reader);
  return reader.accept('ASC', 'DESC') || hasCollation;
}

/** `COLLATE NOCASE`. */
export function readCollation(reader: Reader): void {
  reader.expect('COLLATE');
  if (!reader.isPlainName()) reader.fail();
  reader.next();
}

/** `(a, b)`, if it is there. Old schemas may say more of each column, which SQLite reads only to refuse it. */
export function readBareColumnNames(reader: Reader): string[] {
  if (!reader.isAt('(')) return [];
  return reader.inParentheses(() =>
    reader.list(() => {
      const name = reader.name();
      const isMore = readColumnOrder(reader);
      if (isMore && reader.isAt(',', ')')) reader.fail(`syntax error after column name "${name}"`);
      return name;
    }),
  );
}
