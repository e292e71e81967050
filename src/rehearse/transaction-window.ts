import { isWrapped, type TransactionMode } from '../model/migration.ts';
import type { Statement } from '../model/statement.ts';

/** Follows which statements of a script share a transaction, through what the file itself begins and ends. */
export class TransactionWindow {
  #number = 0;
  #open: boolean;
  readonly #wrapped: boolean;

  constructor(mode: TransactionMode) {
    this.#wrapped = isWrapped(mode);
    this.#open = this.#wrapped;
  }

  /** True while a transaction is open that outlives the statement. */
  get open(): boolean {
    return this.#open;
  }

  /** Number of the transaction that the next statement runs in. */
  get number(): number {
    return this.#number;
  }

  /** Takes note that a statement ran. */
  passed(statement: Statement): void {
    const verb = transactionVerb(statement);
    if (verb === 'begin' && !this.#open) this.#open = true;
    else if (verb === 'commit' || verb === 'rollback') this.#end();
    else if (!this.#open) this.#number += 1;
  }

  #end(): void {
    this.#open = false;
    this.#number += 1;
  }
}

/** `begin`, `commit` or `rollback` when the statement controls the transaction; null otherwise. */
export function transactionVerb(statement: Statement): string | null {
  if (statement.kind === 'unreadable') return null;
  const [change] = statement.changes;
  return change?.kind === 'transaction-control' ? change.verb : null;
}
