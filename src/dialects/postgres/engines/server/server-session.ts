import type { Client } from 'pg';
import type { Answer } from '../inside/answer.ts';
import { refused, Session } from '../inside/session.ts';
import { timeoutProblem } from '../../../engine-process/engine-problems.ts';
import type { Limits } from './limits.ts';
import { lostProblem } from './server-problems.ts';
import { reachesBeyond } from './reaches-beyond.ts';
import { askServer } from './text-query.ts';

/** The server's answer to `statement_timeout`. */
const CANCELED = '57014';

/** The session that migrations run in. A rewind gives it another connection. */
export class ServerSession extends Session {
  readonly #limits: Limits;
  #client: Client | null = null;

  constructor(limits: Limits) {
    super();
    this.#limits = limits;
  }

  attach(client: Client): void {
    this.#client = client;
    this.status = 'idle';
  }

  /** Leaves the database, so that it can be copied. An open transaction is lost. */
  async detach(): Promise<void> {
    await this.#client?.end().catch(() => undefined);
    this.#client = null;
  }

  protected override async send(sql: string): Promise<Answer> {
    const beyond = reachesBeyond(sql);
    if (beyond !== null) return this.#refuse(beyond);
    const client = this.#client;
    if (client === null) throw lostProblem('it is closed.');
    const start = performance.now();
    const answer = await this.#limits.withinStatement(() => asked(client, sql, this.#limits));
    // A migration may set a timeout of its own; ours is the one that took as long as ours takes.
    if (answer.error?.code === CANCELED && performance.now() - start >= this.#limits.statement) {
      this.#limits.end(timeoutProblem('statement', this.#limits.statement));
      throw timeoutProblem('statement', this.#limits.statement);
    }
    return answer;
  }

  /** As if the server had: a failing statement spoils the open transaction. */
  async #refuse(message: string): Promise<Answer> {
    if (this.status === 'open') await this.ask("DO 'BEGIN RAISE EXCEPTION SQLSTATE ''0A000''; END'");
    return refused({ code: '0A000', message, detail: null, hint: null, position: null });
  }
}

async function asked(client: Client, sql: string, limits: Limits): Promise<Answer> {
  try {
    return await askServer(client, sql);
  } catch (error) {
    const problem = lostProblem(error instanceof Error ? error.message : String(error));
    limits.end(problem);
    throw problem;
  }
}
