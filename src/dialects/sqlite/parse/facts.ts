import type { Boundedness } from '../../../model/change.ts';

/** What is asked of an expression besides that it can be read. */
export interface Expression {
  /** The constant that it is, as it is written; null where it is none. */
  readonly constant: string | null;
  /** True for a condition that holds for every row: `1 = 1`. */
  readonly alwaysTrue: boolean;
  /** True for a condition that holds for the rows of a limited query only: `id IN (SELECT … LIMIT 1000)`. */
  readonly limited: boolean;
}

/** An expression of which nothing more is known. */
export const UNKNOWN: Expression = { constant: null, alwaysTrue: false, limited: false };

/** What is asked of a query besides the tables that it reads. */
export interface Query {
  readonly bounded: Boundedness;
  /** True when it has a `LIMIT`. */
  readonly limited: boolean;
}
