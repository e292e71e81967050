import { readBody } from './grammar.ts';

/** A statement in the body of a block or function in PL/pgSQL. */
export interface BodyStatement {
  readonly sql: string;
  /** The body's first line is 1. */
  readonly line: number;
  /** True when `sql` is only the expression that its text is put together by. */
  readonly dynamic: boolean;
}

/** Names of PL/pgSQL's statements that run SQL, and where their text stands. */
const RUNNING: ReadonlyMap<string, string> = new Map([
  ['PLpgSQL_stmt_execsql', 'sqlstmt'],
  ['PLpgSQL_stmt_perform', 'expr'],
  ['PLpgSQL_stmt_call', 'expr'],
]);
/** Those that run a text which they put together. */
const PUTTING_TOGETHER: ReadonlySet<string> = new Set(['PLpgSQL_stmt_dynexecute', 'PLpgSQL_stmt_dynfors']);

/** The statements in the body of a `DO` or `CREATE FUNCTION` in PL/pgSQL, by line; none when it cannot be read. */
export function bodyStatements(sql: string): readonly BodyStatement[] {
  const found: BodyStatement[] = [];
  collect(readBody(sql), (name, { lineno, ...body }) => {
    const dynamic = PUTTING_TOGETHER.has(name);
    if (!dynamic && !RUNNING.has(name)) return;
    const line = typeof lineno === 'number' ? lineno : 1;
    found.push({ sql: textOf(body[RUNNING.get(name) ?? 'query']), line, dynamic });
  });
  return found.sort((left, right) => left.line - right.line);
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
