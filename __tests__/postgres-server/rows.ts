import { afterAll, beforeAll, describe, expect } from '@jest/globals';
import type { Engine } from '../../src/model/engine.ts';
import { ROW_CASES, ROWS } from '../engine/row-expectations.ts';
import { judgedRows, wronglyJudged } from '../engine/judged-rows.ts';
import { SCHEMA } from '../engine/lock-table.ts';
import { mustRun } from '../engine/open-engine.ts';
import { onServer, openServer, SERVER } from './server.ts';

describe('rows', () => {
  let engine: Engine;
  // https://www.postgresql.org/docs/15/release-15.html
  let hasMerge = true;

  beforeAll(async () => {
    if (SERVER === '') return;
    engine = await openServer();
    hasMerge = Number.parseInt(engine.identity.version, 10) >= 15;
    await mustRun(engine, [SCHEMA]);
  });
  afterAll(() => (SERVER === '' ? undefined : engine.close()));

  const judged = async (sql: string, relation: string): Promise<readonly unknown[]> =>
    sql.startsWith('MERGE') && !hasMerge ? ['rows', 'writes'] : judgedRows(engine, sql, relation);

  onServer.each(ROW_CASES)('empty tables: %s → %s %s', async (sql, relation, work, blocks) => {
    expect(await judged(sql, relation)).toEqual([work, blocks]);
  });

  onServer('the same answers with rows in the tables, and no trace of the estimates', async () => {
    await mustRun(engine, ROWS);
    expect(await wronglyJudged(ROW_CASES, judged)).toEqual([]);
    const [outcome] = await mustRun(engine, [
      `SELECT (SELECT count(*) FROM pg_class WHERE relkind = 'r' AND oid >= 16384 AND (reltuples > 1000 OR relname ~ 'holdpoint')) AS traces,
       (SELECT count(*) FROM pg_attribute WHERE attrelid = 'users'::regclass AND attnotnull AND attnum > 0) AS kept`,
    ]);
    expect(outcome).toMatchObject({ ok: true, rows: [{ traces: '0', kept: '2' }] });
  });

  onServer('rows are counted without those of the estimate', async () => {
    const { rows } = await engine.observe('INSERT INTO lone VALUES (77, 7), (78, 8)', true);
    expect(rows).toEqual([{ relation: 'lone', inserted: 2, updated: 0, deleted: 0 }]);
    const again = await engine.observe('UPDATE lone SET v = 1 WHERE id = 77', true);
    expect(again.rows).toEqual([{ relation: 'lone', inserted: 0, updated: 1, deleted: 0 }]);
  });
});
