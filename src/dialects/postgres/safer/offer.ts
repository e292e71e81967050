import type { ReadableStatement } from '../../../model/statement.ts';
import type { Effect } from '../../../model/observation.ts';
import type { Difference } from '../../validation/difference.ts';

/** SQL that does the same with less blocking, and what to know when using it. */
export interface Offer {
  readonly sql: readonly string[];
  readonly note: string;
}

/** What an offer is made from. */
export interface Occasion {
  readonly statement: ReadableStatement;
  readonly effects: readonly Effect[];
  readonly difference: Difference;
}
