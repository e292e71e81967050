import { UNKNOWN } from './facts.ts';
import type { Expression } from './facts.ts';
import type { Reader } from './reader.ts';

const LITERAL_KINDS: ReadonlySet<string> = new Set(['string', 'number', 'blob']);
/** Constants of one moment: a default of these differs from row to row. */
export const MOMENTS: readonly string[] = ['CURRENT_DATE', 'CURRENT_TIME', 'CURRENT_TIMESTAMP'];

/** True before what the grammar calls a `term`: a string, number or blob, `NULL`, or the time. */
export function isLiteralNext(reader: Reader): boolean {
  const { kind, defect } = reader.token;
  return (defect === undefined && LITERAL_KINDS.has(kind)) || reader.isAt('NULL', ...MOMENTS);
}

/** A literal; the time is no constant. */
export function readLiteral(reader: Reader): Expression {
  if (!isLiteralNext(reader)) reader.fail();
  const token = reader.next();
  const text = reader.textOf(token);
  if (MOMENTS.includes(token.symbol)) {
    reader.calls.push(text.toLowerCase());
    return UNKNOWN;
  }
  if (token.kind === 'number' && text.includes('_')) reader.uses.add('digit-separators');
  return { ...UNKNOWN, constant: text, alwaysTrue: token.kind === 'number' && /[1-9]/.test(text) };
}

/** A number without separators, with a sign or without. */
export function readSignedNumber(reader: Reader): string {
  const sign = reader.isAt('+', '-') ? reader.next().symbol : '';
  return isPlainNumberNext(reader)
    ? `${sign === '-' ? '-' : ''}${reader.textOf(reader.next())}`
    : reader.fail();
}

/** True before a number that the grammar takes outside of expressions. */
export function isPlainNumberNext(reader: Reader): boolean {
  const { kind, defect } = reader.token;
  return kind === 'number' && defect === undefined && !reader.textOf(reader.token).includes('_');
}
