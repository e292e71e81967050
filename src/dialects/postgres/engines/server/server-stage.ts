import type { Client } from 'pg';
import type { EngineOptions, ServerAddress } from '../../../../model/dialect.ts';
import type { Means } from '../inside/observe/observe.ts';
import type { Planner } from '../inside/observe/planner.ts';
import { Admin } from './admin.ts';
import { admit, type Admitted } from './admission.ts';
import { connect } from './connect.ts';
import { Databases, dropLeftovers } from './databases.ts';
import { readDatabaseUrl } from './database-url.ts';
import { endWithProcess } from './end-with-process.ts';
import { Limits } from './limits.ts';
import { newRunName } from './run-name.ts';
import { SecondSessions } from './second-sessions.ts';
import { lostProblem, serverFailure } from './server-problems.ts';
import { serverPlanner } from './server-planner.ts';
import { bringRolesBack, readRoles, type RolesThen } from './server-roles.ts';
import { ServerSession } from './server-session.ts';

/** How long a second session waits for a lock before it says so. */
const PROBE_TIMEOUT = '50ms';

/** Everything that a rehearsal has on a server: connections, databases, clocks. */
export class ServerStage implements Means {
  readonly limits: Limits;
  readonly session: ServerSession;
  readonly planner: Planner;
  readonly others: SecondSessions;
  readonly admitted: Admitted;
  readonly #admin: Admin;
  readonly #databases: Databases;
  readonly #start: RolesThen;
  readonly #roles = new Map<number, RolesThen>();
  readonly #letGo = endWithProcess(() => this.close());
  #closed: Promise<void> | null = null;

  private constructor(admin: Admin, known: { admitted: Admitted; roles: RolesThen; limits: Limits }) {
    this.#admin = admin;
    this.admitted = known.admitted;
    this.limits = known.limits;
    this.#start = known.roles;
    this.#databases = new Databases(admin, known.admitted.superuser);
    this.session = new ServerSession(known.limits);
    this.planner = serverPlanner(this.session, known.admitted);
    this.others = new SecondSessions(() =>
      this.#connect({ lock_timeout: PROBE_TIMEOUT, search_path: 'public' }),
    );
    known.limits.onEnd(() => void this.#cancel());
  }

  /** Connects, finds out whether the server may be used, and makes the database to work in. */
  static async open(address: ServerAddress, options: EngineOptions): Promise<ServerStage> {
    const admin = await Admin.open(readDatabaseUrl(address.url), newRunName(Date.now()));
    const limits = new Limits(options);
    try {
      const { deadline } = options;
      const admitted = await limits.within(() => admit(admin, { disposable: address.disposable, deadline }));
      await dropLeftovers(admin, Date.now());
      return await new ServerStage(admin, { admitted, limits, roles: await readRoles(admin) }).#begin();
    } catch (error) {
      limits.end(lostProblem('it is closed.'));
      await admin.close();
      throw error;
    }
  }

  async #begin(): Promise<ServerStage> {
    try {
      await this.limits.within(() => this.#databases.start());
      await this.#enter();
      return this;
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  /** Remembers the present in a copy of the database. The session begins anew. */
  async mark(): Promise<number> {
    await this.#leave();
    const id = await this.#databases.copy();
    this.#roles.set(id, await readRoles(this.#admin));
    await this.#enter();
    return id;
  }

  async rewind(id: number): Promise<void> {
    const roles = this.#roles.get(id);
    if (roles === undefined) throw serverFailure(`There is no mark ${id}.`);
    await this.#leave();
    await this.#databases.bringBack(id);
    await bringRolesBack(this.#admin, roles, this.admitted.superuser);
    await this.#enter();
  }

  async release(id: number): Promise<void> {
    this.#roles.delete(id);
    await this.#databases.release(id);
  }

  /** Takes everything away that was made. Never rejects; what cannot be dropped now, a later rehearsal drops. */
  close(): Promise<void> {
    this.#closed ??= this.#tidyUp().catch(() => undefined);
    return this.#closed;
  }

  async #tidyUp(): Promise<void> {
    this.limits.end(lostProblem('it is closed.'));
    try {
      await this.#leave();
      await this.#admin.revive();
      await this.#databases.dropAll();
      await bringRolesBack(this.#admin, this.#start, this.admitted.superuser);
    } finally {
      this.#letGo();
      await this.#admin.close();
    }
  }

  async #leave(): Promise<void> {
    await Promise.all([this.session.detach(), this.others.leave()]);
  }

  async #enter(): Promise<void> {
    // Messages in another language are no evidence; only a superuser may ask for these.
    const english = this.admitted.superuser ? { lc_messages: 'C' } : {};
    const client = await this.#connect({ statement_timeout: String(this.limits.statement), ...english });
    this.session.attach(client);
    const [process] = await this.session.tell('SELECT pg_catalog.pg_backend_pid()');
    this.others.beside(Number(process?.rows[0]?.[0] ?? 0));
  }

  #connect(settings: Readonly<Record<string, string>>): Promise<Client> {
    const { url, run } = this.#admin;
    return connect(url, { database: this.#databases.current, name: run, settings });
  }

  /** Stops what runs, from outside. */
  async #cancel(): Promise<void> {
    await this.#admin
      .try(
        `SELECT pg_catalog.pg_cancel_backend(pid) FROM pg_catalog.pg_stat_activity WHERE datname = '${this.#databases.current}'`,
      )
      .catch(() => undefined);
  }
}
