import type { Node } from 'libpg-query';
import type { InnerStatement } from '../../../model/statement.ts';
import { summaryOf } from '../../lexer/summary.ts';
import { bodyStatements, type BodyStatement } from './body.ts';
import { readChanges } from './changes/read-changes.ts';
import { readGrammar } from './grammar.ts';
import { LEXIS } from './lexer.ts';

/**
 * The statements in the body of a `DO` block in PL/pgSQL, by line of the file, where the block begins in line `first`.
 * Empty for other statements, and where the body cannot be read: then nobody knows what stands in it.
 */
export function insideOf(tree: Node, sql: string, first: number): readonly InnerStatement[] {
  if (!('DoStmt' in tree)) return [];
  const above = first + linesAboveBody(sql) - 1;
  return bodyStatements(sql).map((each) => ({ line: above + each.line, ...contentOf(each) }));
}

/** What a statement of a body does, as far as its text is known. */
export function contentOf({ sql, dynamic }: BodyStatement): Omit<InnerStatement, 'line'> {
  if (dynamic) return { summary: summaryOf(`EXECUTE ${sql}`, LEXIS), changes: [], dynamic: true };
  const reading = readGrammar(sql);
  const changes = reading.ok ? reading.trees.flatMap((tree) => readChanges(tree)) : [];
  return { summary: summaryOf(sql, LEXIS), changes };
}

/** Line breaks before the body's first line; PL/pgSQL counts from there. */
function linesAboveBody(sql: string): number {
  const opening = /\$\w*\$|'/.exec(sql)?.index ?? 0;
  return sql.slice(0, opening).split('\n').length - 1;
}
