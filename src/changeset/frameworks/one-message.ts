import type { DialectId } from '../../model/project.ts';
import { roughStatements } from '../mask-sql.ts';
import type { TransactionFacts } from './transaction-mode.ts';

/**
 * Runners that send a file as it is leave the transaction to the server: several statements in one message are one,
 * a single one is free. https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-MULTI-STATEMENT
 */
export function inOneMessage(text: string): TransactionFacts['usual'] {
  return isSeveral(text) ? SERVERS_OWN : { mode: 'per-migration', is: 'assumed' };
}

/**
 * The same where the file asks the runner for no transaction: that helps a single statement only. SQLite knows no
 * message: there, what is asked for is what happens.
 */
export function optedOutInOneMessage(
  text: string,
  dialect: DialectId,
): Pick<TransactionFacts, 'inFile' | 'usual'> {
  return { inFile: dialect !== 'sqlite' && isSeveral(text) ? null : 'none', usual: SERVERS_OWN };
}

const SERVERS_OWN: TransactionFacts['usual'] = { mode: 'per-migration', is: 'stated', inOneMessage: true };

function isSeveral(text: string): boolean {
  return roughStatements(text).length > 1;
}
