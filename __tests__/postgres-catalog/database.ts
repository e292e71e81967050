import type { Extension } from '@electric-sql/pglite';
import { PGlite } from '@electric-sql/pglite';
import { createCatalogReader } from '../../src/dialects/postgres/catalog/reader.ts';
import type { CatalogReader } from '../../src/dialects/postgres/catalog/reader.ts';
import type { Row } from '../../src/model/engine.ts';

/** One embedded PostgreSQL for a test file; its start takes seconds, so tests share it and roll back. */
export interface Database {
  readonly reader: CatalogReader;
  run(sql: string): Promise<void>;
  query(sql: string): Promise<readonly Row[]>;
  /** A reader that remembers nothing, for comparing with. */
  freshReader(): CatalogReader;
  /** Runs `work` inside a transaction that is rolled back. */
  inTransaction<Result>(work: () => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}

export async function openDatabase(extensions: Readonly<Record<string, Extension>> = {}): Promise<Database> {
  const options = { extensions, startParams: [...PGlite.defaultStartParams, '-c', 'wal_level=logical'] };
  const pglite = await PGlite.create(options);
  const query = async (sql: string): Promise<readonly Row[]> => (await pglite.query<Row>(sql)).rows;
  const ask = async (sqls: readonly string[]): Promise<readonly (readonly Row[])[]> => {
    const answers: (readonly Row[])[] = [];
    for (const sql of sqls) answers.push(await query(sql));
    return answers;
  };
  const run = async (sql: string): Promise<void> => {
    await pglite.exec(sql);
  };
  return {
    reader: createCatalogReader(ask),
    run,
    query,
    freshReader: () => createCatalogReader(ask),
    async inTransaction(work) {
      await run('BEGIN');
      try {
        return await work();
      } finally {
        await run('ROLLBACK');
      }
    },
    close: () => pglite.close(),
  };
}
