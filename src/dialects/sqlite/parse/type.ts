import { unquoted } from '../../lexer/quoted.ts';
import { readSignedNumber } from './literal.ts';
import type { Reader } from './reader.ts';

/** The type of a column or cast as it is written, in one line; empty when there is none. */
export function readType(reader: Reader): string {
  const first = reader.token;
  if (!reader.isPlainName()) return '';
  let words = 0;
  while (reader.isPlainName()) {
    reader.next();
    words += 1;
  }
  if (reader.isAt('(')) {
    reader.inParentheses(() => {
      readSizes(reader);
    });
  } else if (words === 1 && first.kind !== 'word') return unquoted(reader.textOf(first));
  return reader.text.slice(first.start, reader.end).replace(/\s+/g, ' ');
}

function readSizes(reader: Reader): void {
  readSignedNumber(reader);
  if (reader.accept(',')) readSignedNumber(reader);
}
