import type { Query } from './facts.ts';
import { joins } from './keywords.ts';
import { readArguments, readColumnNames } from './lists.ts';
import type { Reader } from './reader.ts';

/** What the rows of a `FROM` clause come from. */
export interface Sources {
  readonly count: number;
  /** The first source where it is a query; null for a table. */
  readonly query: Query | null;
}

/** Tables, functions and queries with their joins. */
export function readSources(reader: Reader): Sources {
  const query = readSource(reader);
  let count = 1;
  while (readJoin(reader)) {
    readSource(reader);
    count += 1;
  }
  return { count, query };
}

/** `, `, `JOIN`, `NATURAL LEFT OUTER JOIN`; false when there is none. */
function readJoin(reader: Reader): boolean {
  if (reader.accept(',', 'JOIN')) return true;
  if (!joins(reader.token.symbol)) return false;
  for (let words = 0; words < 3 && reader.isName(); words += 1) {
    if (reader.isAt('RIGHT', 'FULL')) reader.uses.add('outer-joins');
    reader.next();
  }
  reader.expect('JOIN');
  return true;
}

function readSource(reader: Reader): Query | null {
  const query = reader.isAt('(') ? readInner(reader) : readTable(reader);
  readJoinCondition(reader);
  return query;
}

/** A query, or sources of its own. */
function readInner(reader: Reader): Query | null {
  const query = reader.inParentheses(() => {
    if (reader.isAtQuery()) return reader.query();
    const { count, query: only } = reader.nested(() => readSources(reader));
    return count === 1 ? only : null;
  });
  readAlias(reader);
  return query;
}

function readTable(reader: Reader): null {
  const table = reader.qualifiedName();
  if (reader.isAt('(')) {
    readArguments(reader);
    readAlias(reader);
    return null;
  }
  reader.tables.push(table);
  readAlias(reader);
  readIndexHint(reader);
  return null;
}

/** `AS name`, or only the name. */
export function readAlias(reader: Reader): void {
  if (reader.accept('AS')) reader.name();
  else if (reader.isPlainName()) reader.next();
}

/** `INDEXED BY name`, `NOT INDEXED`, if it is there. */
export function readIndexHint(reader: Reader): void {
  if (reader.accept('NOT')) reader.expect('INDEXED');
  else if (reader.accept('INDEXED')) {
    reader.expect('BY');
    reader.name();
  }
}

function readJoinCondition(reader: Reader): void {
  if (reader.accept('ON')) reader.expression();
  else if (reader.accept('USING')) readColumnNames(reader);
}
