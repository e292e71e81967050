import { PGlite, type Extensions } from '@electric-sql/pglite';
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist';
import { citext } from '@electric-sql/pglite/contrib/citext';
import { hstore } from '@electric-sql/pglite/contrib/hstore';
import { ltree } from '@electric-sql/pglite/contrib/ltree';
import { createCatalogReader } from '../../src/dialects/postgres/catalog/reader.ts';
import { PROBE_ROLE_ENTER, PROBE_ROLE_SETUP } from '../../src/dialects/postgres/rows/probes.ts';
import { seedRows } from '../../src/dialects/postgres/rows/seeds.ts';
import type { Catalog } from '../../src/model/catalog.ts';
import type { Probe } from '../../src/model/dialect.ts';
import type { Row } from '../../src/model/engine.ts';

/** How a text went: its last result's rows as text and the rows it changed, or the error's code and message. */
export type Outcome =
  | { readonly ok: true; readonly rows: readonly Row[]; readonly affected: number }
  | { readonly ok: false; readonly code: string; readonly message: string };

/** Leaves values of all types as the server writes them. */
const PARSED_TYPES = [16, 17, 20, 21, 23, 26, 114, 700, 701, 1082, 1114, 1184, 3802];
const AS_TEXT = Object.fromEntries(PARSED_TYPES.map((oid) => [oid, (value: string) => value]));

/** A real PostgreSQL in this process, with what the tests do on it. */
export class Laboratory {
  readonly #database: PGlite;
  readonly #reader;

  private constructor(database: PGlite) {
    this.#database = database;
    this.#reader = createCatalogReader(async (sqls) => {
      const answers = [];
      for (const sql of sqls) answers.push(await this.rows(sql));
      return answers;
    });
  }

  static async open(more: Extensions = {}): Promise<Laboratory> {
    const database = await PGlite.create({ extensions: { btree_gist, citext, hstore, ltree, ...more } });
    const laboratory = new Laboratory(database);
    for (const sql of PROBE_ROLE_SETUP) await laboratory.must(sql);
    return laboratory;
  }

  async close(): Promise<void> {
    await this.#database.close();
  }

  /** Runs a text of one or more statements. */
  async run(sql: string): Promise<Outcome> {
    try {
      const results = await this.#database.exec(sql, { parsers: AS_TEXT });
      const last = results.at(-1);
      return { ok: true, rows: last?.rows ?? [], affected: last?.affectedRows ?? 0 };
    } catch (error) {
      const { code = '', message } = error as Error & { code?: string };
      return { ok: false, code, message };
    }
  }

  /** Runs a text that the test relies on. */
  async must(sql: string): Promise<Extract<Outcome, { ok: true }>> {
    const outcome = await this.run(sql);
    if (!outcome.ok) throw new Error(`${outcome.code} ${outcome.message}\n${sql}`);
    return outcome;
  }

  async rows(sql: string): Promise<readonly Row[]> {
    return (await this.must(sql)).rows;
  }

  /** The first value of the first row. */
  async value(sql: string): Promise<string | null> {
    const [first = {}] = await this.rows(sql);
    return Object.values(first)[0] ?? null;
  }

  async catalog(): Promise<Catalog> {
    return this.#reader.read();
  }

  /** Empties the database. */
  async clear(): Promise<void> {
    await this.run('ROLLBACK');
    await this.must('DROP SCHEMA IF EXISTS public, sales, "Odd Schema" CASCADE');
    await this.must('CREATE SCHEMA public; GRANT ALL ON SCHEMA public TO PUBLIC');
  }

  /** Plants synthetic rows: form after form, as the rehearsal does. Returns the attempts that failed for good. */
  async plant(): Promise<readonly string[]> {
    const seeds = seedRows(await this.catalog());
    let waiting = seeds.rows.map((row) => ({ row, failure: '' }));
    const failures: string[] = [];
    for (let form = 0; waiting.length > 0; form += 1) {
      const refused: typeof waiting = [];
      for (const { row, failure } of waiting) {
        const sql = row.attempts[form];
        if (sql === undefined) {
          failures.push(`${row.relation}: ${failure}`);
          continue;
        }
        const outcome = await this.run(sql);
        if (!outcome.ok) refused.push({ row, failure: `${failure}\n  ${outcome.message}` });
      }
      waiting = refused;
    }
    return failures;
  }

  /** Asks a probe as the unprivileged role and takes back what it did. */
  async ask(probe: Probe): Promise<Outcome> {
    await this.must(['SAVEPOINT probe', ...PROBE_ROLE_ENTER].join(';\n'));
    const outcome = await this.run(probe.sql);
    await this.must('ROLLBACK TO SAVEPOINT probe');
    return outcome;
  }
}
