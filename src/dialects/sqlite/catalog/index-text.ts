import { TokenReader } from './token-reader.ts';
import { partsOf, textOf, tokensOf, type Token } from './tokens.ts';

/** What no pragma tells of an index. */
export interface IndexText {
  /** What is indexed, part by part, without collation and direction. */
  readonly parts: readonly string[];
  /** The condition of a partial index; null for others. */
  readonly predicate: string | null;
}

/** Reads `CREATE INDEX` as SQLite keeps it. */
export function readIndexText(sql: string): IndexText {
  const reader = new TokenReader(tokensOf(sql));
  while (!reader.isAtEnd && !reader.take('ON')) reader.skip();
  reader.name();
  const parts = partsOf(reader.inside()).map(expressionIn);
  return { parts, predicate: reader.take('WHERE') ? textOf(reader.rest()) : null };
}

function expressionIn(part: readonly Token[]): string {
  const isDirected = /^(?:ASC|DESC)$/.test(part.at(-1)?.keyword ?? '');
  const undirected = isDirected ? part.slice(0, -1) : part;
  return textOf(undirected.at(-2)?.keyword === 'COLLATE' ? undirected.slice(0, -2) : undirected);
}
