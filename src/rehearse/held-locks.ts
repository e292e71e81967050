import { blocksAtLeast } from '../model/observation.ts';
import type { HeldLock } from '../model/rehearsal.ts';
import type { Statement } from '../model/statement.ts';
import { transactionControl } from './transaction-window.ts';

type Held = ReadonlyMap<string, HeldLock>;

/** Follows the locks that one transaction holds, through its savepoints. */
export class HeldLocks {
  #held: Held = new Map();
  #savepoints: readonly { readonly name: string; readonly held: Held }[] = [];

  /** The locks held now. */
  get all(): readonly HeldLock[] {
    return [...this.#held.values()];
  }

  /** Takes note of a lock; a weaker one on the same relation changes nothing. */
  take(lock: HeldLock): void {
    const known = this.#held.get(lock.relation);
    if (known !== undefined && blocksAtLeast(known.blocks, lock.blocks)) return;
    this.#held = new Map([...this.#held, [lock.relation, lock]]);
  }

  /**
   * Takes note that a statement ran: going back to a savepoint releases what was locked since.
   * https://www.postgresql.org/docs/current/explicit-locking.html
   */
  passed(statement: Statement): void {
    const { verb, savepoint: name } = transactionControl(statement) ?? {};
    if (name === undefined) return;
    const at = this.#savepoints.findLastIndex((savepoint) => savepoint.name === name);
    if (verb === 'savepoint') this.#savepoints = [...this.#savepoints, { name, held: this.#held }];
    if (verb === 'release' && at >= 0) this.#savepoints = this.#savepoints.slice(0, at);
    if (verb !== 'rollback-to') return;
    this.#held = this.#savepoints[at]?.held ?? this.#held;
    this.#savepoints = this.#savepoints.slice(0, at + 1);
  }
}
