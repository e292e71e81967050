import type { ChangeOf, TransactionVerb } from '../model/change.ts';
import { isWrapped, type Migration, type TransactionMode } from '../model/migration.ts';
import type { Statement } from '../model/statement.ts';

/** What decides which statements of a script share a transaction. */
export interface Wrapping {
  readonly transaction: TransactionMode;
  readonly inOneMessage?: Migration['inOneMessage'];
}

/** Follows which statements of a script share a transaction, through what the file itself begins and ends. */
export class TransactionWindow {
  #number = 0;
  #open: boolean;
  readonly #reopens: boolean;

  constructor({ transaction, inOneMessage }: Wrapping) {
    this.#open = isWrapped(transaction);
    this.#reopens = this.#open && inOneMessage === true;
  }

  /** True while a transaction is open that outlives the statement. */
  get open(): boolean {
    return this.#open;
  }

  /** Number of the transaction that the next statement runs in. */
  get number(): number {
    return this.#number;
  }

  /** True when a transaction is open right after the statement, before another one begins. */
  openAfter(statement: Statement): boolean {
    const verb = transactionVerb(statement);
    if (verb === 'begin') return true;
    return endsTransaction(statement) ? isChained(statement) : this.#open;
  }

  /** Takes note that a statement ran; true when the server now begins a transaction that no statement asks for. */
  passed(statement: Statement): boolean {
    const isOpen = this.openAfter(statement);
    if (endsTransaction(statement) || !(this.#open || isOpen)) this.#number += 1;
    const begins = !isOpen && this.#reopens;
    this.#open = isOpen || begins;
    return begins;
  }
}

/** True for a statement that ends the open transaction. */
export function endsTransaction(statement: Statement): boolean {
  const verb = transactionVerb(statement);
  return verb === 'commit' || verb === 'rollback';
}

/** `begin`, `commit` or `rollback` when the statement controls the transaction; null otherwise. */
export function transactionVerb(statement: Statement): TransactionVerb | null {
  return transactionControl(statement)?.verb ?? null;
}

/** What the statement does to the transaction; null for one that does not control it. */
export function transactionControl(statement: Statement): ChangeOf<'transaction-control'> | null {
  if (statement.kind === 'unreadable') return null;
  const [change] = statement.changes;
  return change?.kind === 'transaction-control' ? change : null;
}

/** `COMMIT AND CHAIN` begins the next transaction at once. */
function isChained({ sql }: Statement): boolean {
  return /\bAND\s+CHAIN\b/i.test(sql);
}
