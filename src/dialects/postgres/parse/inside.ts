import type { Node } from 'libpg-query';
import type { InnerStatement } from '../../../model/statement.ts';
import { readChanges } from './changes/read-changes.ts';
import { readBody, readGrammar } from './grammar.ts';
import { summaryOf } from './summary.ts';

/** Names of PL/pgSQL's statements that run SQL, and where their text stands. */
const RUNNING: ReadonlyMap<string, string> = new Map([
  ['PLpgSQL_stmt_execsql', 'sqlstmt'],
  ['PLpgSQL_stmt_perform', 'expr'],
  ['PLpgSQL_stmt_call', 'expr'],
]);
/** Those that run a text which they put together. */
const PUTTING_TOGETHER: ReadonlySet<string> = new Set(['PLpgSQL_stmt_dynexecute', 'PLpgSQL_stmt_dynfors']);

/**
 * The statements in the body of a `DO` block in PL/pgSQL, by line of the file, where the block begins in line `first`.
 * Empty for other statements, and where the body cannot be read: then nobody knows what stands in it.
 */
export function insideOf(tree: Node, sql: string, first: number): readonly InnerStatement[] {
  if (!('DoStmt' in tree)) return [];
  const above = first + linesAboveBody(sql) - 1;
  const found: InnerStatement[] = [];
  collect(readBody(sql), (name, { lineno, ...body }) => {
    const line = above + (typeof lineno === 'number' ? lineno : 1);
    const text = textOf(body[RUNNING.get(name) ?? 'query']);
    if (RUNNING.has(name)) found.push(writtenOut(text, line));
    else if (PUTTING_TOGETHER.has(name))
      found.push({ line, summary: summaryOf(`EXECUTE ${text}`), changes: [], dynamic: true });
  });
  return found.sort((left, right) => left.line - right.line);
}

function writtenOut(sql: string, line: number): InnerStatement {
  const reading = readGrammar(sql);
  const changes = reading.ok ? reading.trees.flatMap((tree) => readChanges(tree)) : [];
  return { line, summary: summaryOf(sql), changes };
}

/** Line breaks before the body's first line; PL/pgSQL counts from there. */
function linesAboveBody(sql: string): number {
  const opening = /\$\w*\$|'/.exec(sql)?.index ?? 0;
  return sql.slice(0, opening).split('\n').length - 1;
}

type Body = Readonly<Record<string, unknown>>;

/** Every named node below the root, in the order of the text. */
function collect(root: unknown, visit: (name: string, body: Body) => void): void {
  const open: unknown[] = [root];
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value !== 'object' || value === null) continue;
    for (const [name, body] of Object.entries(value as Body)) {
      if (typeof body !== 'object' || body === null) continue;
      if (!Array.isArray(body)) visit(name, body as Body);
      open.push(body);
    }
  }
}

function textOf(expression: unknown): string {
  const { PLpgSQL_expr: inner } = (expression ?? {}) as { PLpgSQL_expr?: { query?: string } };
  return inner?.query ?? '';
}
