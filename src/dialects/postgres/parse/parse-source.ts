import type { SqlSource } from '../../../model/migration.ts';
import type { Script, Statement } from '../../../model/statement.ts';
import { commentsOf } from '../../lexer/comments.ts';
import { defective } from '../../lexer/defective.ts';
import { createPlaces } from '../../lexer/places.ts';
import type { Places } from '../../lexer/places.ts';
import { summaryOf } from '../../lexer/summary.ts';
import { booksWritten, keepsBooks } from './books.ts';
import { readChanges } from './changes/read-changes.ts';
import { readGrammar } from './grammar.ts';
import type { Reading } from './grammar.ts';
import { insideOf } from './inside.ts';
import { LEXIS, nextToken } from './lexer.ts';
import { outsideOf } from './outside.ts';
import { presumedBy } from './presumed.ts';
import { runsInTransaction } from './runs-in-transaction.ts';
import { createSplitter } from './split-statements.ts';
import type { Piece } from './split-statements.ts';
import { featuresOf } from '../versions/features-of.ts';

/** After so many failed attempts to find the end of a nested statement, semicolons inside are not looked past. */
const NESTING_ATTEMPTS = 32;

/**
 * The statements of a source with their spans and changes, in order. Needs `prepareParser`. Never throws for bad SQL:
 * what cannot be read becomes an `unreadable` statement, and reading goes on after its semicolon.
 */
export function parseSource(source: SqlSource): Script {
  if (source.defect !== null) return { path: source.path, statements: [defective(source, source.defect)] };
  const text = source.text;
  const places = createPlaces(text);
  const splitter = createSplitter(text);
  const statements: Statement[] = [];
  let attempts = NESTING_ATTEMPTS;
  for (let piece = splitter.next(0, true); piece !== null;) {
    const nesting = attempts > 0;
    const statement = readPiece(text, piece, places);
    if (statement.kind === 'unreadable' && piece.nested && piece.form === 'sql') {
      attempts -= 1;
      piece = splitter.next(piece.start, false);
      if (piece === null) break;
      statements.push(readPiece(text, piece, places));
    } else statements.push(statement);
    piece = splitter.next(piece.next, nesting);
  }
  const comments = commentsOf(text, places, LEXIS);
  return { path: source.path, statements, ...(comments.length === 0 ? {} : { comments }) };
}

const FORM_REASONS: Readonly<Record<Exclude<Piece['form'], 'sql'>, string>> = {
  psql: 'a command of the psql client, which the server does not know',
  'copy-data': 'COPY … FROM stdin takes its rows from the client, which a migration cannot send',
};

const FORM_ADVICE: typeof FORM_REASONS = {
  psql: 'Take the line out; what it does for psql has to be written in SQL, or done outside of the migration.',
  'copy-data': 'Write the rows as INSERT, or load them outside of the migration.',
};

function readPiece(text: string, piece: Piece, places: Places): Statement {
  const sql = text.slice(piece.start, piece.end);
  const span = places.span(piece.start, piece.end);
  if (piece.form !== 'sql') {
    const [reason, instead] = [FORM_REASONS[piece.form], FORM_ADVICE[piece.form]];
    return { kind: 'unreadable', sql, span, reason, instead, at: span };
  }
  const reading = readGrammar(sql);
  const [tree, ...others] = reading.ok ? reading.trees : [];
  if (tree !== undefined && others.length === 0) {
    const facts = {
      changes: readChanges(tree),
      runsInTransaction: runsInTransaction(tree),
      summary: summaryOf(sql, LEXIS),
    };
    const outside = outsideOf(tree, sql);
    const presumes = presumedBy(tree, sql, booksWritten(facts.changes));
    const features = featuresOf(tree);
    const inner = insideOf(tree, sql, span.line);
    return {
      kind: 'readable',
      sql,
      span,
      ...facts,
      ...(outside === null ? {} : { outside }),
      ...(presumes === null ? {} : { presumes }),
      ...(keepsBooks(facts.changes) ? { keepsBooks: true as const } : {}),
      ...(features.length === 0 ? {} : { features }),
      ...(inner.length === 0 ? {} : { inner }),
    };
  }
  const { reason, offset } = failureOf(reading);
  const token = nextToken(text, piece.start + offset);
  const at = places.span(Math.min(token.start, piece.end), Math.min(token.end, piece.end));
  return { kind: 'unreadable', sql, span, reason, at };
}

/** A text that the grammar cuts otherwise than the splitter is not trusted either. */
function failureOf(reading: Reading): { reason: string; offset: number } {
  return reading.ok ? { reason: 'cannot be told apart from its neighbors', offset: 0 } : reading;
}
