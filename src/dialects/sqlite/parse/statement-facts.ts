import type { Stretch } from '../../lexer/lexis.ts';
import type { Change } from '../../../model/change.ts';

/** What a statement is, as far as its text tells. */
export interface StatementFacts {
  readonly changes: readonly Change[];
  /** False for what SQLite refuses, or ignores, inside of a transaction; absent for true. */
  readonly runsInTransaction?: boolean;
  /** What it does outside of the database, as half a sentence; absent when there is nothing. */
  readonly outside?: string;
  /** Statements in the body of a trigger, where they stand in the text. */
  readonly inner?: readonly InnerFacts[];
}

interface InnerFacts extends Stretch {
  readonly changes: readonly Change[];
}
