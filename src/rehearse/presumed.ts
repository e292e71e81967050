import type { Dialect } from '../model/dialect.ts';
import type { Engine } from '../model/engine.ts';
import type { Presumed, Statement } from '../model/statement.ts';

/**
 * Makes what the change takes for granted on the server: roles and tablespaces that are not there after the base and
 * that the change does not make itself. Gives what was made, in words. Not inside a transaction.
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
  for (const { sql, what } of dialect.presume?.(together(presumed)) ?? []) {
    // What is there already cannot be made again.
    if ((await engine.run(sql)).ok) made.push(what);
  }
  return made;
}

/** A role that a later statement makes is missed, not taken for granted. */
function together(presumed: readonly Presumed[]): Presumed {
  const makesRoles = presumed.flatMap((one) => one.makesRoles);
  const roles = presumed.flatMap((one) => one.roles).filter((role) => !makesRoles.includes(role));
  const tablespaces = presumed.flatMap((one) => one.tablespaces);
  return { roles: sorted(roles), tablespaces: sorted(tablespaces), makesRoles: sorted(makesRoles) };
}

function sorted(names: readonly string[]): string[] {
  return [...new Set(names)].sort();
}
