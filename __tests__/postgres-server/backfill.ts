import { execFile, type ExecFileException } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from '@jest/globals';
import type { BackfillDraft } from '../../src/model/backfill.ts';
import type { RehearsedStatement } from '../../src/model/rehearsal.ts';
import { postgres } from '../../src/dialects/postgres/index.ts';
import { openEngine } from '../engine/open-engine.ts';
import { beside, onServer, urlWith } from './server.ts';

const BASE = [
  'CREATE SCHEMA "Odd Schema"',
  `CREATE TABLE "Odd Schema"."It's" ("$key" text, part integer, n integer CHECK (n < 500), PRIMARY KEY ("$key", part))`,
];
const ROWS = `INSERT INTO "Odd Schema"."It's" SELECT 'k' || i % 50, i, CASE WHEN i = 63 THEN 499 ELSE i % 10 END FROM generate_series(1, 200) AS i`;
const CHANGE = `UPDATE "Odd Schema"."It's" SET n = n + 1 -- \`all\` $HOME
WHERE n IS NOT NULL`;
const TOUCHED = `SELECT count(*)::integer FROM "Odd Schema"."It's" WHERE n = part % 10 + 1`;

interface Run {
  readonly code: number;
  readonly out: string;
  readonly told: string;
}

/** Runs a program with the database's address in its environment. */
function start(program: string, given: readonly string[], url: string): Promise<Run> {
  const env = { PATH: process.env['PATH'] ?? '', DATABASE_URL: url };
  return new Promise((resolve) => {
    execFile(program, [...given], { env }, (error: ExecFileException | null, out, told) => {
      resolve({ code: error === null ? 0 : Number(error.code ?? 1), out: out.trim(), told });
    });
  });
}

async function all(sqls: readonly string[], url: string): Promise<void> {
  for (const sql of sqls) await beside(sql, url);
}

async function written(rows: number): Promise<BackfillDraft> {
  await postgres.prepare();
  const engine = await openEngine();
  try {
    await engine.runAll(BASE, true);
    const before = await engine.catalog();
    const [statement] = postgres.parse({ path: 'change.sql', text: CHANGE, defect: null }).statements;
    const rehearsed = { statement, before, after: before } as RehearsedStatement;
    const wish = { label: '0042', batch: { rows, pause: 1 }, version: 15 };
    const draft = postgres.backfill?.(rehearsed, wish) ?? null;
    if (draft === null || 'because' in draft) throw new Error(draft?.because);
    return draft;
  } finally {
    await engine.close();
  }
}

async function onDatabase(work: (url: string, folder: string) => Promise<void>): Promise<void> {
  const name = `backfill_${process.pid}`;
  const folder = await mkdtemp(path.join(tmpdir(), 'holdpoint-backfill-'));
  await beside(`CREATE DATABASE ${name}`);
  try {
    const url = urlWith({ pathname: name });
    await all([...BASE, ROWS], url);
    await work(url, folder);
  } finally {
    await beside(`DROP DATABASE ${name} WITH (FORCE)`);
    await rm(folder, { recursive: true });
  }
}

onServer('the shell script walks to the end, stops at an error, and goes on', async () => {
  await onDatabase(async (url, folder) => {
    const draft = await written(20);
    const file = path.join(folder, 'backfill.sh');
    await writeFile(file, draft.script.text);
    const table = draft.progress.replace(/^.* FROM /, '');
    const refusal = `CREATE FUNCTION no() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN IF NEW.done > 120 THEN RAISE ''no more''; END IF; RETURN NEW; END'`;
    const trigger = `CREATE TRIGGER no BEFORE UPDATE ON ${table} FOR EACH ROW EXECUTE FUNCTION no()`;
    await all([...draft.prepare, refusal, trigger], url);
    const broken = await start('sh', [file], url);
    expect(broken.code).not.toBe(0);
    expect(broken.told).toContain('no more');
    expect(await beside(TOUCHED, url)).toEqual([119]);
    await beside('DROP FUNCTION no() CASCADE', url);
    expect(await start('sh', [file], url)).toMatchObject({ code: 0, out: 'finished' });
    expect(await beside(TOUCHED, url)).toEqual([199]);
    expect(await beside(draft.skipped.replace('SELECT *', 'SELECT row_part'), url)).toEqual([63]);
    expect(await start('sh', [file], url)).toMatchObject({ code: 0, out: 'finished' });
    expect(await beside(TOUCHED, url)).toEqual([199]);
  });
});

onServer('the procedure runs in psql and stops when another session says so', async () => {
  await onDatabase(async (url, folder) => {
    const draft = await written(20);
    const file = path.join(folder, 'backfill.sql');
    const sqls = [...draft.prepare, ...(draft.procedure ?? [])];
    await writeFile(file, sqls.map((sql) => `${sql};\n`).join(''));
    const table = draft.progress.replace(/^.* FROM /, '');
    await all([...draft.prepare, `UPDATE ${table} SET pause_ms = 300`], url);
    const running = start('psql', [url, '-X', '-v', 'ON_ERROR_STOP=1', '-f', file], url);
    for (;;) {
      const [done] = await beside(`SELECT done::integer FROM ${table}`, url);
      if (Number(done) >= 40) break;
    }
    await beside(`UPDATE ${table} SET stop = true`, url);
    const stopped = await running;
    expect(stopped).toMatchObject({ code: 0 });
    expect(stopped.told).toMatch(/NOTICE: {2}\d+\/200 rows, \d+ skipped, about .+ left/);
    const [done] = await beside(`SELECT done::integer FROM ${table}`, url);
    expect(Number(done)).toBeLessThan(200);
    await beside(`UPDATE ${table} SET pause_ms = 0`, url);
    expect(await start('psql', [url, '-X', '-v', 'ON_ERROR_STOP=1', '-f', file], url)).toMatchObject({
      code: 0,
    });
    expect(await beside(TOUCHED, url)).toEqual([199]);
    await all(draft.cleanUp, url);
  });
});
