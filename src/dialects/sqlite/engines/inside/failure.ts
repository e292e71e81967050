import type { EngineError } from '../../../../model/observation.ts';

/** A statement that SQLite refused or gave up. */
export class StatementFailure extends Error {
  readonly error: EngineError;

  constructor(error: EngineError) {
    super(error.message);
    this.error = error;
  }
}

/** The error of a statement; rethrows what is none. */
export function errorIn(thrown: unknown): EngineError {
  if (thrown instanceof StatementFailure) return thrown.error;
  throw thrown;
}
