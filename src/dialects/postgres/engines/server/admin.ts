import type { Client } from 'pg';
import type { Row } from '../../../../model/engine.ts';
import type { EngineError } from '../../../../model/observation.ts';
import { rowsOf } from '../inside/session.ts';
import { connect } from './connect.ts';
import type { DatabaseUrl } from './database-url.ts';
import { lostProblem, serverFailure } from './server-problems.ts';
import { askServer } from './text-query.ts';

/** The connection beside the rehearsal's own: makes and drops its databases, and stops what runs too long. */
export class Admin {
  readonly url: DatabaseUrl;
  readonly run: string;
  #client: Client;

  private constructor(url: DatabaseUrl, run: string, client: Client) {
    this.url = url;
    this.run = run;
    this.#client = client;
  }

  /** Connects to the database that the URL names. */
  static async open(url: DatabaseUrl, run: string): Promise<Admin> {
    return new Admin(url, run, await connectAs(url, run));
  }

  /** Runs SQL that must work, and gives the last result's rows. */
  async tell(sql: string): Promise<readonly Row[]> {
    const { error, rows } = await this.try(sql);
    if (error === null) return rows;
    throw serverFailure(`${error.message}.`);
  }

  /** Runs SQL that may fail. */
  async try(sql: string): Promise<{ readonly error: EngineError | null; readonly rows: readonly Row[] }> {
    try {
      const answer = await askServer(this.#client, sql);
      return { error: answer.error, rows: rowsOf(answer.results.at(-1)) };
    } catch (error) {
      throw lostProblem(error instanceof Error ? error.message : String(error));
    }
  }

  /** Connects again when the connection is lost, so that what was made can be taken away. */
  async revive(): Promise<void> {
    const alive = await this.try('SELECT 1').catch(() => null);
    if (alive === null) this.#client = await connectAs(this.url, this.run);
  }

  async close(): Promise<void> {
    await this.#client.end().catch(() => undefined);
  }
}

function connectAs(url: DatabaseUrl, run: string): Promise<Client> {
  return connect(url, { database: url.database, name: run, settings: { client_min_messages: 'warning' } });
}
