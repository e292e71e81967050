import type { Boundedness } from '../../../model/change.ts';
import { conditionBound, weaker } from './boundedness.ts';
import type { Expression, Query } from './facts.ts';
import { readAlias, readSources } from './from.ts';
import type { Sources } from './from.ts';
import { readExpressions, readOrder } from './lists.ts';
import { MOMENTS } from './literal.ts';
import type { Reader } from './reader.ts';
import { readWindows } from './window.ts';
import { afterWith } from './with.ts';

/** A query with its `WITH`. */
export function readQuery(reader: Reader): Query {
  return afterWith(reader, () => readCompound(reader));
}

/** One query, or several with `UNION` and its like between; the `LIMIT` of the last holds for all. */
export function readCompound(reader: Reader): Query {
  let query = readSimple(reader);
  while (reader.isAt('UNION', 'EXCEPT', 'INTERSECT')) {
    if (reader.next().symbol === 'UNION') reader.accept('ALL');
    const next = readSimple(reader);
    query = next.limited ? next : { bounded: weaker(query.bounded, next.bounded), limited: false };
  }
  return query;
}

function readSimple(reader: Reader): Query {
  if (reader.accept('VALUES')) {
    reader.list(() => reader.inParentheses(() => readExpressions(reader)));
    return { bounded: 'literal', limited: false };
  }
  reader.expect('SELECT');
  reader.accept('DISTINCT', 'ALL');
  readResultColumns(reader);
  const sources = reader.accept('FROM') ? readSources(reader) : null;
  const condition = readWhere(reader);
  readGroups(reader);
  readWindows(reader);
  readOrder(reader);
  const limited = readLimit(reader);
  return { bounded: limited ? 'literal' : boundOf(sources, condition), limited };
}

/** `*`, `table.*` and expressions with their names. */
export function readResultColumns(reader: Reader): void {
  reader.list(() => {
    if (reader.accept('*')) return;
    if (isAllOfTable(reader)) {
      reader.name();
      reader.expect('.', '*');
      return;
    }
    reader.expression();
    readAlias(reader);
  });
}

/** True before `table.*`; a word that begins an expression of its own is no table there. */
function isAllOfTable(reader: Reader): boolean {
  if (!reader.isName() || reader.isAt('CAST', 'RAISE', ...MOMENTS)) return false;
  return reader.peek(1).symbol === '.' && reader.peek(2).symbol === '*';
}

/** The condition behind `WHERE`; null when there is none. */
export function readWhere(reader: Reader): Expression | null {
  return reader.accept('WHERE') ? reader.expression() : null;
}

function readGroups(reader: Reader): void {
  if (reader.accept('GROUP')) {
    reader.expect('BY');
    readExpressions(reader);
  }
  if (reader.accept('HAVING')) reader.expression();
}

/** True for a limit; `LIMIT -1` and `LIMIT NULL` are none. */
function readLimit(reader: Reader): boolean {
  if (!reader.accept('LIMIT')) return false;
  const first = reader.expression();
  const limit = reader.accept(',') ? reader.expression() : first;
  if (limit === first && reader.accept('OFFSET')) reader.expression();
  return limit.constant === null || !/^(?:-|null$)/i.test(limit.constant);
}

function boundOf(sources: Sources | null, condition: Expression | null): Boundedness {
  if (sources === null) return 'literal';
  if (condition !== null) return conditionBound(condition);
  return sources.count === 1 && sources.query !== null ? sources.query.bounded : 'all';
}
