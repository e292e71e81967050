import { nextToken } from '../parse/lexer.ts';
import { quoteIdentifier } from '../quote.ts';
import { bare } from '../rows/names.ts';
import { outerWords } from './outer-words.ts';

/** `column = expression` of an `UPDATE`. */
interface Assignment {
  /** As the catalog writes it. */
  readonly column: string;
  readonly expression: string;
}

/** The assignments of the part of an `UPDATE` before its condition; several columns at once are left out. */
export function assignmentsOf(head: string): Assignment[] {
  const words = outerWords(head);
  const start = words.find(({ word }) => word === 'set')?.end;
  if (start === undefined) return [];
  const end = words.find((word) => word.word === 'from' && word.start > start)?.start ?? head.length;
  return splitAtCommas(head.slice(start, end)).flatMap(assignment);
}

function assignment(text: string): Assignment[] {
  const name = nextToken(text, 0);
  const equals = nextToken(text, name.end);
  if (text.slice(equals.start, equals.end) !== '=') return [];
  const written = text.slice(name.start, name.end);
  const column = quoteIdentifier(written.startsWith('"') ? bare(written) : written.toLowerCase());
  return [{ column, expression: text.slice(equals.end).trim() }];
}

function splitAtCommas(text: string): string[] {
  const parts: string[] = [];
  let [depth, from] = [0, 0];
  for (let token = nextToken(text, 0); token.kind !== 'end'; token = nextToken(text, token.end)) {
    const written = text.slice(token.start, token.end);
    if (token.kind === 'open' || written === '[') depth += 1;
    if (token.kind === 'close' || written === ']') depth -= 1;
    if (written !== ',' || depth > 0) continue;
    parts.push(text.slice(from, token.start));
    from = token.end;
  }
  return [...parts, text.slice(from)];
}
