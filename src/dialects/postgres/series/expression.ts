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
    text += isName && isColumn(text, tokens.slice(at + 1)) ? rewritten(token, write) : token;
  }
  return text;
}

/** False after a dot or a cast, and for what is called. */
function isColumn(before: string, after: readonly string[]): boolean {
  return !/[.:]$/.test(before.trimEnd()) && after.find((next) => next.trim() !== '') !== '(';
}

/** Words of the language are not columns, though they are written in quotes where they name one. */
function rewritten(token: string, write: (column: string) => string | null): string {
  const name = asCatalogName(token);
  const written = write(name);
  return written === null || written === name ? token : written;
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
