import { Client, DatabaseError } from 'pg';
import type { DatabaseUrl } from './database-url.ts';
import { refusedProblem, unreachableProblem } from './server-problems.ts';

/** Whom a connection is for. */
export interface Purpose {
  readonly database: string;
  /** Shown by the server; by it a living run is told from a dead one. */
  readonly name: string;
  /** Server settings of the session: what `RESET` goes back to. */
  readonly settings?: Readonly<Record<string, string>>;
}

/**
 * Opens a connection.
 *
 * @throws Problem `server-unreachable` or `server-refused`, without the password.
 */
export async function connect(url: DatabaseUrl, purpose: Purpose): Promise<Client> {
  const settings = Object.entries(purpose.settings ?? {}).map(([name, value]) => `-c ${name}=${value}`);
  const client = new Client({
    ...url.to(purpose.database),
    application_name: purpose.name,
    options: settings.join(' '),
  });
  // A loss shows in the query that waits; without a listener it would end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return client;
  } catch (error) {
    await client.end().catch(() => undefined);
    throw whyNot(url, error);
  }
}

/** The client's words for bytes that are no message of the protocol, such as the greeting of a MySQL server. */
const NOT_POSTGRES = 'received invalid response';

function whyNot(url: DatabaseUrl, error: unknown): Error {
  const reason = withoutPassword(reasonOf(error), url);
  if (reason.startsWith(NOT_POSTGRES))
    return unreachableProblem(url.place, 'what answers there is something else');
  const answered = error instanceof DatabaseError || /SSL|SASL|certificate|password/i.test(reason);
  return answered ? refusedProblem(url.place, reason) : unreachableProblem(url.place, reason);
}

/** A host with several addresses fails with one error for each, and no message of its own. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === '') return reasonOf(error.errors[0]);
  const text = error instanceof Error ? error.message : String(error);
  return text.replace(/[.]$/, '');
}

function withoutPassword(text: string, { password }: DatabaseUrl): string {
  return password === '' ? text : text.replaceAll(password, '***');
}
