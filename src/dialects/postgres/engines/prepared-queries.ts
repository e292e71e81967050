import type { Row } from '../../../model/engine.ts';

/** Runs texts one after the other and gives the rows of each as text; rejects when one fails. */
export type Ask = (sqls: readonly string[]) => Promise<readonly (readonly Row[])[]>;

/** A query that is asked again and again, and the arrays of OIDs that stand for `$1`, `$2` …. */
export interface PreparedQuery {
  readonly sql: string;
  readonly oids?: readonly (readonly string[])[];
}

interface Known {
  readonly name: string;
  /** Of the text as the server keeps it; null until it was prepared once. */
  sum: string | null;
}

/** Names that our prepared queries begin with. */
export const PREPARED_PREFIX = 'holdpoint ';

/**
 * Queries of our own that the session keeps planned, since planning them takes longer than running them. SQL that is
 * rehearsed may take them away or put others in their place, and so may a rewind: each time the session is asked which
 * it has. https://www.postgresql.org/docs/current/view-pg-prepared-statements.html
 */
export class PreparedQueries {
  readonly #ask: Ask;
  readonly #prefix: string;
  readonly #known = new Map<string, Known>();
  #next = 1;
  /** Names in the session and the sums of their texts, as far as it is known now. */
  #present = new Map<string, string>();

  constructor(ask: Ask, purpose: string) {
    this.#ask = ask;
    this.#prefix = `${PREPARED_PREFIX}${purpose} `;
  }

  /** Asks the session which queries it has; before the first {@link run} after anything else was asked of it. */
  async look(before: readonly string[] = []): Promise<void> {
    const answers = await this.#ask([...before, this.#listing()]);
    this.#see(answers.at(-1) ?? []);
  }

  /** Rows of each query. */
  async run(queries: readonly PreparedQuery[]): Promise<readonly (readonly Row[])[]> {
    await this.#prepare(queries.map(({ sql }) => sql));
    return this.#ask(queries.map((query) => this.#executing(query)));
  }

  /** Lets go of all but these, so that texts that will not be asked again take no memory. */
  async keepOnly(sqls: ReadonlySet<string>): Promise<void> {
    const gone = [...this.#known].filter(([sql]) => !sqls.has(sql));
    for (const [sql] of gone) this.#known.delete(sql);
    const named = gone.map(([, { name }]) => name).filter((name) => this.#present.delete(name));
    if (named.length > 0) await this.#ask(named.map((name) => `DEALLOCATE "${name}"`));
  }

  async #prepare(sqls: readonly string[]): Promise<void> {
    const missing = sqls.filter((sql) => !this.#isPresent(this.#knownOf(sql)));
    if (missing.length === 0) return;
    const named = missing.map((sql) => ({ sql, name: this.#knownOf(sql).name }));
    const taken = named.filter(({ name }) => this.#present.has(name));
    await this.#ask([
      ...taken.map(({ name }) => `DEALLOCATE "${name}"`),
      ...named.map(({ sql, name }) => `PREPARE "${name}" AS ${sql}`),
    ]);
    await this.look();
    for (const sql of missing) {
      const known = this.#knownOf(sql);
      known.sum = this.#present.get(known.name) ?? null;
    }
  }

  #knownOf(sql: string): Known {
    const known = this.#known.get(sql) ?? { name: `${this.#prefix}${this.#next++}`, sum: null };
    this.#known.set(sql, known);
    return known;
  }

  #isPresent({ name, sum }: Known): boolean {
    return sum !== null && this.#present.get(name) === sum;
  }

  #executing({ sql, oids = [] }: PreparedQuery): string {
    const values = oids.map((list) => `'{${list.join(',')}}'`).join(', ');
    return `EXECUTE "${this.#knownOf(sql).name}"${values === '' ? '' : `(${values})`}`;
  }

  #listing(): string {
    return `SELECT name, pg_catalog.md5(statement) AS sum FROM pg_catalog.pg_prepared_statements
      WHERE pg_catalog.starts_with(name, '${this.#prefix}')`;
  }

  #see(rows: readonly Row[]): void {
    this.#present = new Map(rows.map(({ name, sum }) => [name ?? '', sum ?? '']));
  }
}
