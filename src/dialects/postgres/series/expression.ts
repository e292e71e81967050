import { bare } from '../rows/names.ts';
import { quoteIdentifier } from '../quote.ts';

const TOKEN = /'[^']*(?:''[^']*)*'|"[^"]*(?:""[^"]*)*"|[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*|./gsu;

/** The identifier as the catalog writes it, whatever its case is where it needs no quotes. */
export function asCatalogName(identifier: string): string {
  return quoteIdentifier(identifier.startsWith('"') ? bare(identifier) : identifier.toLowerCase());
}

/**
 * An expression over columns of a table, with each of these columns written as `write` says. What stands before a dot
 * and names the table or its alias is left out; functions of the same name stay.
 */
export function withColumns(
  expression: string,
  write: (column: string) => string | null,
  owners: ReadonlySet<string> = new Set(),
): string {
  const tokens = expression.match(TOKEN) ?? [];
  let text = '';
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at] ?? '';
    const isName = /^["A-Za-z_\u0080-\uffff]/u.test(token);
    if (isName && tokens[at + 1] === '.' && owners.has(asCatalogName(token))) {
      at += 1;
      continue;
    }
    const isPart = /[.:]$/.test(text.trimEnd());
    const isCall = tokens.slice(at + 1).find((next) => next.trim() !== '') === '(';
    const written = isName && !isPart && !isCall ? write(asCatalogName(token)) : null;
    // Words of the language are not columns, though they are written in quotes where they name one.
    text += written === null || written === asCatalogName(token) ? token : written;
  }
  return text;
}

/** The columns that an expression mentions, out of those given. */
export function columnsMentioned(expression: string, columns: readonly string[]): string[] {
  const found = new Set<string>();
  withColumns(expression, (column) => {
    if (columns.includes(column)) found.add(column);
    return null;
  });
  return [...found];
}
