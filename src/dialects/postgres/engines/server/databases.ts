import type { Admin } from './admin.ts';
import { RUN_PATTERN, runOf } from './run-name.ts';

/** A dead rehearsal's databases are left for this long, in milliseconds: longer than a rehearsal takes. */
const LEFT_FOR = 60 * 60 * 1000;
/** Another session, such as a worker that cleans up, is in the database that is copied. */
const IN_USE = '55006';
const MOST_TRIES = 5;

/** The databases of one rehearsal: the one it works in, and a copy for each mark. */
export class Databases {
  /** Where migrations run. */
  readonly current: string;
  readonly #admin: Admin;
  readonly #superuser: boolean;
  readonly #made = new Set<string>();
  #next = 1;

  constructor(admin: Admin, superuser: boolean) {
    this.current = admin.run;
    this.#admin = admin;
    this.#superuser = superuser;
  }

  /** Makes the empty database that migrations run in. */
  start(): Promise<void> {
    return this.#create(this.current, "template0 ENCODING 'UTF8'");
  }

  /** Copies the database; nobody may be connected to it. Gives the number of the copy. */
  async copy(): Promise<number> {
    const id = this.#next++;
    await this.#copy(this.current, this.#nameOf(id));
    return id;
  }

  /** Puts a copy in the place of the database. */
  async bringBack(id: number): Promise<void> {
    await this.#drop(this.current);
    await this.#copy(this.#nameOf(id), this.current);
  }

  release(id: number): Promise<void> {
    return this.#drop(this.#nameOf(id));
  }

  /** Drops every database of the rehearsal, whoever is connected. */
  async dropAll(): Promise<void> {
    for (const name of this.#made) await this.#drop(name);
  }

  #nameOf(id: number): string {
    return `${this.current}_${id}`;
  }

  async #copy(from: string, to: string): Promise<void> {
    await this.#create(to, from);
    if (this.#superuser) await this.#admin.tell(copySettings(from, to));
  }

  async #create(name: string, template: string): Promise<void> {
    this.#made.add(name);
    const sql = `CREATE DATABASE ${name} TEMPLATE ${template}`;
    for (let tries = 1; tries < MOST_TRIES; tries++) {
      const { error } = await this.#admin.try(sql);
      if (error === null) return;
      if (error.code !== IN_USE) break;
    }
    await this.#admin.tell(sql);
  }

  async #drop(name: string): Promise<void> {
    await this.#admin.tell(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    this.#made.delete(name);
  }
}

/** Settings of a database are kept outside of it, and a copy comes without. */
function copySettings(from: string, to: string): string {
  return `INSERT INTO pg_catalog.pg_db_role_setting (setdatabase, setrole, setconfig)
    SELECT target.oid, s.setrole, s.setconfig
    FROM pg_catalog.pg_db_role_setting s
    JOIN pg_catalog.pg_database source ON source.oid = s.setdatabase AND source.datname = '${from}'
    JOIN pg_catalog.pg_database target ON target.datname = '${to}'`;
}

/** Drops what rehearsals left behind that ended without a chance to clean up. */
export async function dropLeftovers(admin: Admin, now: number): Promise<void> {
  const found = await admin.tell(`
    SELECT d.datname AS name FROM pg_catalog.pg_database d
    WHERE d.datname ~ '${RUN_PATTERN}' AND NOT EXISTS (
      SELECT FROM pg_catalog.pg_stat_activity a
      WHERE a.datname = d.datname OR a.application_name = pg_catalog.substring(d.datname, '^(holdpoint_[^_]+_[^_]+)'))
    ORDER BY 1`);
  for (const { name } of found) {
    const run = runOf(name ?? '');
    if (run !== null && now - run.began > LEFT_FOR) await admin.try(`DROP DATABASE IF EXISTS ${name ?? ''}`);
  }
}
