import initialize, { type Database, type Sqlite3Static } from '@sqlite.org/sqlite-wasm';
import { SCHEMA } from './work-expectations.ts';

const [FEW, MANY] = [20, 1000];

const rowsOf = (count: number): readonly string[] => {
  const from = `FROM (WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${count}) SELECT i FROM n)`;
  return [
    `INSERT INTO users SELECT i, 'a' || i, iif(i % 2, 'x', NULL), 1 + i % 5 ${from}`,
    `INSERT INTO orders SELECT i, 1 + i % 5, i ${from}`,
    `INSERT INTO pairs SELECT i, i ${from}`,
    `INSERT INTO audit SELECT i ${from}`,
  ];
};

/** Counts what statements cost with few rows and with many, by the virtual machine's own steps. */
export class StepCounter {
  readonly #sqlite: Sqlite3Static;
  readonly #databases: readonly Database[];

  private constructor(sqlite: Sqlite3Static) {
    this.#sqlite = sqlite;
    this.#databases = [FEW, MANY].map((count) => {
      const database = new sqlite.oo1.DB(':memory:');
      for (const each of [...SCHEMA, ...rowsOf(count)]) database.exec(each);
      // As the engine does while it observes, so that all rows are not removed in one step.
      const hook = sqlite.capi.sqlite3_preupdate_hook as unknown as (...values: readonly unknown[]) => void;
      hook(database.pointer, () => undefined, 0);
      return database;
    });
  }

  static async open(): Promise<StepCounter> {
    return new StepCounter(await initialize());
  }

  /** Whether the statement takes many times the steps, or changes many times the rows, where there are many times the rows. It is taken back. */
  growth(sql: string): { readonly steps: boolean; readonly changes: boolean } {
    const [few, many] = this.#databases.map((database) => this.#cost(database, sql));
    if (few === undefined || many === undefined) throw new Error('There are two databases.');
    return { steps: many.steps > 5 * few.steps, changes: many.changes > 5 * few.changes };
  }

  /** Steps and changes of statements inside of the statement count too. */
  #cost(database: Database, sql: string): { readonly steps: number; readonly changes: number } {
    let steps = 0;
    database.exec('BEGIN');
    const before = this.#sqlite.capi.sqlite3_total_changes(database.pointer ?? 0);
    this.#sqlite.capi.sqlite3_progress_handler(database, 1, () => (steps++, 0), 0);
    try {
      database.exec({ sql, returnValue: 'resultRows' });
      return { steps, changes: this.#sqlite.capi.sqlite3_total_changes(database.pointer ?? 0) - before };
    } finally {
      this.#sqlite.capi.sqlite3_progress_handler(database, 0, 0, 0);
      database.exec('ROLLBACK');
    }
  }
}
