import type { Mark } from '../../model/engine.ts';
import type { RehearsedStatement } from '../../model/rehearsal.ts';
import type { Wrapping } from '../transaction-window.ts';
import type { Moment } from '../trial.ts';

/** A migration that was run. */
export interface Ran {
  /** The state before it. */
  readonly start: Mark;
  readonly before: Moment;
  readonly statements: readonly RehearsedStatement[];
  readonly wrapping: Wrapping;
}
