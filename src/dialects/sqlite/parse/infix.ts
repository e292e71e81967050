import { UNKNOWN } from './facts.ts';
import type { Expression } from './facts.ts';
import { readArguments, readCollation, readExpressions } from './lists.ts';
import { ABOVE_EQUALITY, levelOf, LOWEST } from './precedence.ts';
import type { Reader } from './reader.ts';

/** The expression that an infix operator makes of what stands on its left. */
export function readInfix(reader: Reader, left: Expression): Expression {
  if (reader.isAt('COLLATE')) {
    readCollation(reader);
    return { ...left, constant: null };
  }
  const { symbol } = reader.next();
  if (symbol === 'ISNULL' || symbol === 'NOTNULL') return UNKNOWN;
  if (symbol === 'NOT') return readNegated(reader);
  return readMatch(reader, symbol) ?? readBinary(reader, symbol, left);
}

/** What may stand behind an infix `NOT`. */
function readNegated(reader: Reader): Expression {
  if (reader.accept('NULL')) return UNKNOWN;
  const { symbol } = reader.token;
  if (!['LIKE', 'GLOB', 'REGEXP', 'MATCH', 'BETWEEN', 'IN'].includes(symbol)) reader.fail();
  reader.next();
  readMatch(reader, symbol);
  return UNKNOWN;
}

/** Operators with more than a right operand; null for the others. */
function readMatch(reader: Reader, symbol: string): Expression | null {
  if (symbol === 'IN') return readMembership(reader);
  if (symbol === 'BETWEEN') {
    reader.expression(LOWEST, 'AND');
    reader.expect('AND');
    reader.expression(ABOVE_EQUALITY);
    return UNKNOWN;
  }
  if (!['LIKE', 'GLOB', 'REGEXP', 'MATCH'].includes(symbol)) return null;
  reader.expression(ABOVE_EQUALITY);
  if (reader.accept('ESCAPE')) reader.expression(ABOVE_EQUALITY);
  return UNKNOWN;
}

function readMembership(reader: Reader): Expression {
  if (!reader.isAt('(')) {
    const table = reader.qualifiedName();
    if (reader.isAt('(')) readArguments(reader);
    else reader.tables.push(table);
    return UNKNOWN;
  }
  return reader.inParentheses(() => {
    if (reader.isAtQuery()) return { ...UNKNOWN, limited: reader.query().limited };
    if (!reader.isAt(')')) readExpressions(reader);
    return UNKNOWN;
  });
}

function readBinary(reader: Reader, symbol: string, left: Expression): Expression {
  if (symbol === 'IS') readComparedWith(reader);
  if (symbol === '->' || symbol === '->>') reader.uses.add('json-arrows');
  const right = reader.expression(levelOf(symbol) + 1);
  const alwaysTrue = isAlwaysTrue(symbol, left, right);
  return { constant: null, alwaysTrue, limited: symbol === 'AND' && (left.limited || right.limited) };
}

/** `IS NOT`, `IS DISTINCT FROM`, `IS NOT DISTINCT FROM`. */
function readComparedWith(reader: Reader): void {
  reader.accept('NOT');
  if (!reader.accept('DISTINCT')) return;
  reader.expect('FROM');
  reader.uses.add('distinct-from');
}

function isAlwaysTrue(symbol: string, left: Expression, right: Expression): boolean {
  if (symbol === 'AND') return left.alwaysTrue && right.alwaysTrue;
  if (symbol === 'OR') return left.alwaysTrue || right.alwaysTrue;
  if (symbol !== '=' || left.constant === null) return false;
  return left.constant === right.constant && left.constant.toUpperCase() !== 'NULL';
}
