import type { Dialect } from '../model/dialect.ts';
import type { Engine } from '../model/engine.ts';
import type { Presumed, Statement } from '../model/statement.ts';

/**
 * Makes what the change takes for granted: roles, tablespaces and tables of the program that runs migrations that are
 * not there after the base and that the change does not make itself. Gives what was made, in words. Not inside a transaction.
 */
export async function standInForPresumed(
  engine: Engine,
  dialect: Dialect,
  statements: readonly Statement[],
): Promise<readonly string[]> {
  const presumed = statements.flatMap((statement) =>
    statement.kind === 'readable' && statement.presumes !== undefined ? [statement.presumes] : [],
  );
  const made: string[] = [];
  for (const { sql, what } of dialect.presume?.(together(presumed, createdBy(statements))) ?? []) {
    // What is there already cannot be made again.
    if ((await engine.run(sql)).ok) made.push(what);
  }
  return made;
}

function createdBy(statements: readonly Statement[]): ReadonlySet<string> {
  const changes = statements.flatMap((statement) => (statement.kind === 'readable' ? statement.changes : []));
  return new Set(changes.filter(({ kind }) => kind === 'create-table').map(({ object }) => object));
}

/** A role or table that a later statement makes is missed, not taken for granted. */
function together(presumed: readonly Presumed[], created: ReadonlySet<string>): Presumed {
  const makesRoles = presumed.flatMap((one) => one.makesRoles);
  const roles = presumed.flatMap((one) => one.roles).filter((role) => !makesRoles.includes(role));
  const tablespaces = presumed.flatMap((one) => one.tablespaces);
  const books = presumed.flatMap((one) => one.books).filter((table) => !created.has(table));
  return {
    roles: sorted(roles),
    tablespaces: sorted(tablespaces),
    books: sorted(books),
    makesRoles: sorted(makesRoles),
  };
}

function sorted(names: readonly string[]): string[] {
  return [...new Set(names)].sort();
}
