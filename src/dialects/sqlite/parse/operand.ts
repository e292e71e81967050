import { UNKNOWN } from './facts.ts';
import type { Expression } from './facts.ts';
import { isColumnWord } from './grammar-tokens.ts';
import { readExpressions, readOrder } from './lists.ts';
import { isLiteralNext, readLiteral } from './literal.ts';
import { NEGATION, STRONGEST } from './precedence.ts';
import type { Reader } from './reader.ts';
import { readType } from './type.ts';
import { readFilterAndOver } from './window.ts';

/** What stands between two infix operators. */
export function readOperand(reader: Reader): Expression {
  const special = SPECIAL.get(reader.token.symbol);
  if (special !== undefined) return special(reader);
  if (reader.isString() && reader.peek(1).symbol === '.') return readColumn(reader);
  if (isLiteralNext(reader)) return readLiteral(reader);
  if (isParameter(reader)) {
    reader.next();
    return UNKNOWN;
  }
  return isColumnWord(reader.token) ? readNamed(reader) : reader.fail();
}

const SPECIAL: ReadonlyMap<string, (reader: Reader) => Expression> = new Map([
  ['(', readParenthesized],
  ['+', (reader): Expression => signed(reader, '')],
  ['-', (reader): Expression => signed(reader, '-')],
  ['~', (reader): Expression => prefixed(reader, STRONGEST)],
  ['NOT', (reader): Expression => prefixed(reader, NEGATION)],
  ['CASE', readCase],
  ['CAST', readCast],
  ['EXISTS', readExists],
  ['RAISE', readRaise],
]);

function prefixed(reader: Reader, floor: number): Expression {
  reader.next();
  reader.expression(floor);
  return UNKNOWN;
}

function signed(reader: Reader, sign: string): Expression {
  reader.next();
  const { constant } = reader.expression(STRONGEST);
  return { ...UNKNOWN, constant: constant === null ? null : `${sign}${constant}` };
}

/** `#1` names a register of the virtual machine, which only SQLite's own statements may do. */
function isParameter(reader: Reader): boolean {
  const { kind, defect } = reader.token;
  return kind === 'parameter' && defect === undefined && !/^#\d/.test(reader.textOf(reader.token));
}

/** An expression, a row of several, or a query. */
function readParenthesized(reader: Reader): Expression {
  return reader.inParentheses(() => {
    if (reader.isAtQuery()) {
      reader.query();
      return UNKNOWN;
    }
    const [first = UNKNOWN, ...others] = readExpressions(reader);
    return others.length === 0 ? first : UNKNOWN;
  });
}

function readCase(reader: Reader): Expression {
  reader.expect('CASE');
  if (!reader.isAt('WHEN')) reader.expression();
  do {
    reader.expect('WHEN');
    reader.expression();
    reader.expect('THEN');
    reader.expression();
  } while (reader.isAt('WHEN'));
  if (reader.accept('ELSE')) reader.expression();
  reader.expect('END');
  return UNKNOWN;
}

function readCast(reader: Reader): Expression {
  reader.expect('CAST');
  return reader.inParentheses(() => {
    const { constant } = reader.expression();
    reader.expect('AS');
    readType(reader);
    return { ...UNKNOWN, constant };
  });
}

function readExists(reader: Reader): Expression {
  reader.expect('EXISTS');
  reader.inParentheses(() => reader.query());
  return UNKNOWN;
}

function readRaise(reader: Reader): Expression {
  reader.expect('RAISE');
  reader.inParentheses(() => {
    if (reader.accept('IGNORE')) return;
    reader.expectOne('ROLLBACK', 'ABORT', 'FAIL');
    reader.expect(',');
    if (!reader.isString() || reader.peek(1).symbol !== ')') reader.uses.add('raise-expression');
    reader.expression();
  });
  return UNKNOWN;
}

function readNamed(reader: Reader): Expression {
  if (reader.peek(1).symbol === '(') return readCall(reader);
  if (reader.peek(1).symbol === '.') return readColumn(reader);
  const word = reader.textOf(reader.next());
  const isTrue = word.toUpperCase() === 'TRUE';
  return { ...UNKNOWN, constant: isTrue || word.toUpperCase() === 'FALSE' ? word : null, alwaysTrue: isTrue };
}

/** `table.column`, `schema.table.column`. */
function readColumn(reader: Reader): Expression {
  reader.name();
  reader.expect('.');
  reader.name();
  if (reader.accept('.')) reader.name();
  return UNKNOWN;
}

function readCall(reader: Reader): Expression {
  reader.calls.push(reader.spelling().toLowerCase());
  reader.inParentheses(() => {
    if (reader.accept('*')) return;
    reader.accept('DISTINCT', 'ALL');
    if (!reader.isAt(')', 'ORDER')) readExpressions(reader);
    if (reader.isAt('ORDER')) reader.uses.add('aggregate-order');
    readOrder(reader);
  });
  readFilterAndOver(reader);
  return UNKNOWN;
}
