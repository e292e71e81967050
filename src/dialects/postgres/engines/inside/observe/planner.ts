import type { Relation } from './state.ts';

/**
 * Makes the planner believe in large tables, inside of a savepoint that is taken back afterwards. How that is done
 * differs between the embedded engine, whose files are at hand, and a server.
 */
export interface Planner {
  /** True when the work done for an estimate counts as work of the transaction, so that counters are read again. */
  readonly movesCounters: boolean;
  /**
   * Keeps relations whose file is empty from being planned as empty, and gives what is left to undo after the
   * savepoint is taken back. Null when that cannot be done: then there is no estimate.
   */
  fillEmptyFiles(relations: readonly Relation[]): Promise<(() => void) | null>;
  /** Makes relations look as if they held `rows` rows. False when that cannot be done. */
  pretendRows(relations: readonly Relation[], rows: number): Promise<boolean>;
}
