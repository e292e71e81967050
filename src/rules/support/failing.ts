import type { EngineError } from '../../model/observation.ts';
import type { RehearsedMigration, RehearsedStatement } from '../../model/rehearsal.ts';

/** True when the migration did not get to its end, so that nothing after it can be judged by its result. */
export function failsOnTheWay({ statements }: RehearsedMigration): boolean {
  return statements.some(isFailing);
}

function isFailing({ statement, observation }: RehearsedStatement): boolean {
  return statement.kind === 'unreadable' || observation?.error !== null;
}

/** The error that rows of a table made, of those that the statement ran into; null when there is none. */
export function errorOfRows({ rowsTrial, observation }: RehearsedStatement): EngineError | null {
  if (rowsTrial.dependsOnData) return rowsTrial.error;
  const error = observation?.error ?? null;
  return error !== null && DATA_ERRORS.has(error.code.slice(0, 2)) ? error : null;
}

/** Data exception, integrity constraint violation. */
const DATA_ERRORS: ReadonlySet<string> = new Set(['22', '23']);

/** True when the error can be the consequence of an earlier one: something is missing, not ready, or aborted. */
export function isConsequence({ code }: EngineError, earlier: readonly RehearsedStatement[]): boolean {
  return CONSEQUENCES.has(code) && earlier.some((statement) => isFailing(statement));
}

const CONSEQUENCES: ReadonlySet<string> = new Set([
  '25P02', // in failed transaction
  '3F000', // schema
  '42P01', // relation
  '42703', // column
  '42704', // any other object
  '42883', // function
  '55000', // not in the state that is needed: an invalid index
]);
