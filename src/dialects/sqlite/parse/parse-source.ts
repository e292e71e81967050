import type { SqlSource } from '../../../model/migration.ts';
import type { Script, Statement } from '../../../model/statement.ts';
import { commentsOf } from '../../lexer/comments.ts';
import { defective } from '../../lexer/defective.ts';
import { createPlaces } from '../../lexer/places.ts';
import type { Places } from '../../lexer/places.ts';
import { summaryOf } from '../../lexer/summary.ts';
import { featuresOf } from '../versions/features.ts';
import { readExpression } from './expression.ts';
import { grammarTokens } from './grammar-tokens.ts';
import { LEXER } from './lexer.ts';
import { readQuery } from './query.ts';
import { readStatement } from './read-statement.ts';
import { Reader } from './reader.ts';
import { nextPiece } from './split-statements.ts';
import type { Piece } from './split-statements.ts';
import type { StatementFacts } from './statement-facts.ts';
import { SyntaxFault } from './syntax-fault.ts';

/**
 * The statements of a source with their spans and changes, in order. Never throws for bad SQL: what cannot be read
 * becomes an `unreadable` statement, and reading goes on after its semicolon.
 */
export function parseSource(source: SqlSource): Script {
  const { path, text, defect } = source;
  if (defect !== null) return { path, statements: [defective(source, defect)] };
  const places = createPlaces(text);
  const statements: Statement[] = [];
  for (let piece = nextPiece(text, 0); piece !== null; piece = nextPiece(text, piece.next)) {
    statements.push(readPiece(text, piece, places));
  }
  const comments = commentsOf(text, places, LEXER);
  return { path, statements, ...(comments.length === 0 ? {} : { comments }) };
}

const GRAMMAR = { expression: readExpression, query: readQuery };

function readPiece(text: string, piece: Piece, places: Places): Statement {
  const { start, end, tokens } = piece;
  const place = { sql: text.slice(start, end), span: places.span(start, end) };
  const reader = new Reader(text, grammarTokens(text, tokens, end), GRAMMAR);
  try {
    return { kind: 'readable', ...place, ...readableFacts(reader, readStatement(reader), place.sql, places) };
  } catch (fault) {
    if (!(fault instanceof SyntaxFault)) throw fault;
    const at = places.span(fault.at.start, fault.at.end);
    return { kind: 'unreadable', ...place, reason: fault.message, at };
  }
}

function readableFacts(
  { text, uses, calls }: Reader,
  facts: StatementFacts,
  sql: string,
  places: Places,
): Omit<Extract<Statement, { kind: 'readable' }>, 'kind' | 'sql' | 'span'> {
  const { changes, runsInTransaction = true, outside, inner = [] } = facts;
  const steps = inner.map(({ start, end, changes: own }) => ({
    line: places.span(start, end).line,
    summary: summaryOf(text.slice(start, end), LEXER),
    changes: own,
  }));
  const features = featuresOf(uses, calls);
  return {
    changes,
    runsInTransaction,
    summary: summaryOf(sql, LEXER),
    ...(outside === undefined ? {} : { outside }),
    ...(features.length === 0 ? {} : { features }),
    ...(steps.length === 0 ? {} : { inner: steps }),
  };
}
