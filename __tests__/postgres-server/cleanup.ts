import { describe, expect } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Engine } from '../../src/model/engine.ts';
import { mustRun, valueOf } from '../engine/open-engine.ts';
import { temporaryFolder, writeFiles } from '../git/checkout.ts';
import { beside, onServer, openServer, SERVER } from './server.ts';

describe('clean-up', () => {
  /** Databases of the engine's rehearsal, by its name. */
  async function nameOf(engine: Engine): Promise<string> {
    return (await valueOf(engine, 'SELECT current_database()')) ?? '';
  }

  function databasesOf(name: string): Promise<readonly unknown[]> {
    return beside(`SELECT datname FROM pg_database WHERE datname LIKE '${name}%'`);
  }

  onServer('nothing is left after a rehearsal: databases, roles, sessions', async () => {
    const engine = await openServer();
    const name = await nameOf(engine);
    await mustRun(engine, [
      'CREATE ROLE left_behind',
      'CREATE TABLE a ()',
      'ALTER TABLE a OWNER TO left_behind',
    ]);
    await engine.mark();
    await mustRun(engine, ['BEGIN', 'CREATE TABLE b ()']);
    expect(await databasesOf(name)).toHaveLength(2);
    await Promise.all([engine.close(), engine.close()]);
    expect(await databasesOf(name)).toEqual([]);
    expect(await beside("SELECT rolname FROM pg_roles WHERE rolname = 'left_behind'")).toEqual([]);
    expect(await beside(`SELECT pid FROM pg_stat_activity WHERE application_name = '${name}'`)).toEqual([]);
    await expect(engine.run('SELECT 1')).rejects.toMatchObject({ facts: { code: 'engine-crashed' } });
  });

  onServer.each([
    ['the server’s own timeout', []],
    ['a second connection, when a migration takes the timeout away', ['SET statement_timeout = 0']],
  ])('a statement that takes too long is stopped by %s', async (_, before) => {
    const engine = await openServer({ statementDeadline: 700 });
    const name = await nameOf(engine);
    await mustRun(engine, before);
    await expect(engine.run('SELECT pg_sleep(50)')).rejects.toMatchObject({
      facts: { code: 'engine-timeout' },
    });
    await engine.close();
    expect(await databasesOf(name)).toEqual([]);
  });

  onServer('a timeout that a migration sets for itself is an error of SQL', async () => {
    const engine = await openServer();
    await mustRun(engine, ["SET statement_timeout = '50ms'"]);
    expect(await engine.run('SELECT pg_sleep(5)')).toMatchObject({ ok: false, error: { code: '57014' } });
    await engine.close();
  });

  onServer('the whole rehearsal has an end', async () => {
    const engine = await openServer({ deadline: 1500 });
    const name = await nameOf(engine);
    await expect(engine.run('SELECT pg_sleep(50)')).rejects.toMatchObject({
      facts: { code: 'engine-timeout' },
    });
    await engine.close();
    expect(await databasesOf(name)).toEqual([]);
  });

  onServer('a lost connection is a problem, and what was made is dropped', async () => {
    const engine = await openServer();
    const name = await nameOf(engine);
    const lost = engine.run('SELECT pg_sleep(50)');
    await beside(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = '${name}'`);
    await expect(lost).rejects.toMatchObject({ facts: { code: 'engine-crashed' } });
    await engine.close();
    expect(await databasesOf(name)).toEqual([]);
  });

  onServer('leftovers of dead rehearsals go after an hour, and nothing else', async () => {
    const began = (hours: number): string => Math.floor(Date.now() / 1000 - hours * 3600).toString(36);
    const [old, young] = [`holdpoint_${began(2)}_0badc0de_1`, `holdpoint_${began(0.5)}_0badc0de`];
    for (const name of [old, young, 'holdpoint_mine']) await beside(`CREATE DATABASE ${name}`);
    try {
      await (await openServer()).close();
      expect(await databasesOf('holdpoint_%0badc0de')).toEqual([young]);
      expect(await databasesOf('holdpoint_mine')).toEqual(['holdpoint_mine']);
    } finally {
      for (const name of [old, young, 'holdpoint_mine']) await beside(`DROP DATABASE IF EXISTS ${name}`);
    }
  });

  onServer.each(['SIGINT', 'SIGTERM'] as const)(
    'a review that is ended by %s leaves nothing',
    async (signal) => {
      const folder = temporaryFolder();
      writeFiles(folder, {
        '0001_base.sql': 'CREATE TABLE a (id integer);',
        '0002_slow.sql': 'SELECT pg_sleep(40);',
      });
      const child = spawn(
        process.execPath,
        [resolve('dist/cli.js'), 'review', '.', '--since', '0001', '--no-git'],
        {
          cwd: folder,
          env: { PATH: process.env['PATH'] ?? '', HOLDPOINT_DATABASE_URL: SERVER },
          stdio: 'ignore',
        },
      );
      const ended = once(child, 'exit');
      const name = await sleeperIn();
      child.kill(signal);
      expect(await ended).toEqual([null, signal]);
      expect(await databasesOf(name)).toEqual([]);
    },
  );

  /** The database in which the slow migration runs, as soon as it does. */
  async function sleeperIn(): Promise<string> {
    for (let tries = 0; tries < 400; tries++) {
      const [name] = await beside(
        "SELECT datname FROM pg_stat_activity WHERE query ~ 'pg_sleep.40' AND state = 'active' AND pid <> pg_backend_pid()",
      );
      if (typeof name === 'string') return name;
      await pause(50);
    }
    throw new Error('The slow migration never began.');
  }
});
