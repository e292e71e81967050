import type { RehearsedMigration, RehearsedStatement } from '../../model/rehearsal.ts';

/** True when the migration did not get to its end, so that nothing after it can be judged by its result. */
export function failsOnTheWay({ statements }: RehearsedMigration): boolean {
  return statements.some(isFailing);
}

function isFailing({ statement, observation }: RehearsedStatement): boolean {
  return statement.kind === 'unreadable' || observation?.error !== null;
}
