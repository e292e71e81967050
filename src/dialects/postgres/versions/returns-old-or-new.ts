import type { Node, ReturningClause } from 'libpg-query';
import { stringsOf } from '../parse/names.ts';
import { walkTree } from '../parse/tree-walk.ts';

const WORDS: readonly string[] = ['old', 'new'];

/**
 * True when a `RETURNING` list asks for `old.x` or `new.x`. In a rule these name its own row, and a table or an alias
 * can be called so; then they are as old as rules are.
 */
export function returnsOldOrNew(
  statement: { readonly returningClause?: ReturningClause },
  root: Node,
): boolean {
  const { options = [], exprs = [] } = statement.returningClause ?? {};
  if (options.length > 0) return true;
  return !('RuleStmt' in root) && namesOldOrNew(exprs) && !definesOldOrNew(statement);
}

function namesOldOrNew(expressions: readonly Node[]): boolean {
  let found = false;
  walkTree(expressions, (name, body) => {
    if (name !== 'ColumnRef') return;
    const { fields = [] } = body as { readonly fields?: readonly Node[] };
    if (fields.length > 1 && WORDS.includes(stringsOf(fields.slice(0, 1))[0] ?? '')) found = true;
  });
  return found;
}

function definesOldOrNew(statement: unknown): boolean {
  let found = false;
  walkTree(statement, (_, body) => {
    const { relname, aliasname, ctename } = body as Readonly<Record<string, unknown>>;
    if ([relname, aliasname, ctename].some((name) => typeof name === 'string' && WORDS.includes(name)))
      found = true;
  });
  return found;
}
