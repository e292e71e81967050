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
    if (reader.accept('NULLS')) reader.expectOne('FIRST', 'LAST');
  });
}

/** `(a, b)`: names of columns. */
export function readColumnNames(reader: Reader): string[] {
  return reader.inParentheses(() => reader.list(() => reader.name()));
}

/** `(a, b)`, if it is there. Old schemas may say more of each column, which SQLite reads only to refuse it. */
export function readBareColumnNames(reader: Reader): string[] {
  if (!reader.isAt('(')) return [];
  return reader.inParentheses(() =>
    reader.list(() => {
      const name = reader.name();
      if (reader.isAt('COLLATE', 'ASC', 'DESC')) reader.fail(`syntax error after column name "${name}"`);
      return name;
    }),
  );
}
