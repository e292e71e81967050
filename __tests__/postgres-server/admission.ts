import { afterEach, describe, expect, test } from '@jest/globals';
import { Problem } from '../../src/model/problem.ts';
import { openPostgresServer } from '../../src/dialects/postgres/engines/server/postgres-server.ts';
import { oldServer } from './old-server.ts';
import { beside, onServer, openServer, urlWith } from './server.ts';

describe('admission', () => {
  const PASSWORD = 'pass-word-of-tests';
  const ROLES = ['holdpoint_weak', 'holdpoint_maker'];

  afterEach(async () => {
    if (process.env['HOLDPOINT_TEST_POSTGRES'] === undefined) return;
    await beside('DROP TABLE IF EXISTS precious');
    for (const role of ROLES) await beside(`DROP ROLE IF EXISTS ${role}`);
  });

  /** The problem that opening ends with; its texts must not hold a password. */
  async function problemOf(url: string): Promise<Problem['facts']> {
    const engine = await openServer({ deadline: 10_000 }, url).catch((error: unknown) => error);
    if (!(engine instanceof Problem)) throw new Error(`It opened, or failed otherwise: ${String(engine)}`);
    const { password } = new URL(url);
    if (password !== '')
      expect(`${JSON.stringify(engine.facts)}${engine.stack ?? ''}`).not.toContain(password);
    return engine.facts;
  }

  test.each(['nonsense', 'https://example.org/db', 'postgres://%zz@host/db'])(
    'no database URL: %s',
    async (url) => {
      const opened = openPostgresServer(
        { url, disposable: true },
        { extensions: [], deadline: 1000, statementDeadline: 1000, memory: 1 },
      );
      await expect(opened).rejects.toMatchObject({ facts: { code: 'database-url', blame: 'usage' } });
    },
  );

  test('a server that is too old', async () => {
    const old = await oldServer('12.22 (Debian 12.22-1)', 12);
    const { code, title } = await problemOf(old.url);
    old.close();
    expect([code, title]).toEqual([
      'server-too-old',
      'The server is PostgreSQL 12.22; a rehearsal needs 13 or newer.',
    ]);
  });

  test('nobody is there', async () => {
    const { code, title } = await problemOf('postgres://someone:secret@127.0.0.1:1/postgres');
    expect(code).toBe('server-unreachable');
    expect(title).toContain('127.0.0.1:1/postgres');
  });

  onServer('a wrong password, and none', async () => {
    expect(await problemOf(urlWith({ password: 'wrong-password' }))).toMatchObject({
      code: 'server-refused',
      blame: 'usage',
    });
    expect((await problemOf(urlWith({ password: '' }))).code).toBe('server-refused');
  });

  onServer('a database that is not there, and a server without TLS', async () => {
    expect((await problemOf(urlWith({ pathname: '/nowhere' }))).title).toContain('"nowhere" does not exist');
    expect((await problemOf(`${urlWith({})}?sslmode=require`)).title).toContain('does not support SSL');
  });

  onServer('a database with tables, unless it is disposable', async () => {
    await beside('CREATE TABLE precious (id integer)');
    const { code, title } = await problemOf(urlWith({}));
    expect(code).toBe('database-not-empty');
    expect(title).toContain('public.precious');
    const engine = await openPostgresServer(
      { url: urlWith({}), disposable: true },
      { extensions: [], deadline: 60_000, statementDeadline: 20_000, memory: 1 },
    );
    expect(await engine.run("SELECT to_regclass('precious') AS seen")).toMatchObject({
      rows: [{ seen: null }],
    });
    await engine.close();
    expect(await beside("SELECT to_regclass('precious')::text")).toEqual(['precious']);
  });

  onServer('a role without the right to make databases is told which grant it needs', async () => {
    await beside(`CREATE ROLE holdpoint_weak LOGIN PASSWORD '${PASSWORD}'`);
    const { code, hint } = await problemOf(urlWith({ username: 'holdpoint_weak', password: PASSWORD }));
    expect([code, hint]).toEqual([
      'server-grant',
      'Run ALTER ROLE holdpoint_weak CREATEDB as a superuser, or give the URL of a superuser.',
    ]);
  });

  onServer('a role with that right and no other is enough', async () => {
    await beside(`CREATE ROLE holdpoint_maker LOGIN CREATEDB PASSWORD '${PASSWORD}'`);
    const engine = await openServer({}, urlWith({ username: 'holdpoint_maker', password: PASSWORD }));
    await engine.run('CREATE TABLE a (id integer PRIMARY KEY, v integer)');
    const mark = await engine.mark();
    const built = await engine.observe('CREATE INDEX ON a (v)', true);
    expect(built).toMatchObject({
      error: null,
      effects: [{ relation: 'a', lock: 'ShareLock', work: 'index-build' }],
    });
    // Without the planner's view a change of rows counts as growing.
    const changed = await engine.observe('UPDATE a SET v = 1 WHERE id = 1', true);
    expect(changed).toMatchObject({
      error: null,
      effects: [{ relation: 'a', work: 'rows', blocks: 'writes' }],
    });
    await engine.rewind(mark);
    await engine.close();
  });
});
