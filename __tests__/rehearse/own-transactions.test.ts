import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ProjectChange } from '../../src/model/project.ts';
import type { Migration } from '../../src/model/migration.ts';
import { postgres } from '../../src/dialects/postgres/index.ts';
import type { Engine, Mark } from '../../src/model/engine.ts';
import type { RehearsedMigration } from '../../src/model/rehearsal.ts';
import { parseProject } from '../../src/rehearse/parsed-project.ts';
import { rehearse } from '../../src/rehearse/rehearse.ts';

const LIMITS = { extensions: [], deadline: 240_000, statementDeadline: 20_000, memory: 2 ** 30 };
const USERS = 'CREATE TABLE users (id bigint PRIMARY KEY, email text);';

let engine: Engine;
let empty: Mark;

beforeAll(async () => {
  await postgres.prepare();
  engine = await postgres.openEngine(LIMITS);
  empty = await engine.mark();
});

afterAll(() => engine.close());

type How = Pick<Migration, 'transaction' | 'inOneMessage'>;

function migration(version: string, up: string, how: How): Migration {
  const path = `${version}.sql`;
  const source = { path, text: up, defect: null };
  return { version, name: '', path, up: source, down: null, transactionIs: 'stated', checksum: '', ...how };
}

/** Rehearses one migration after a shipped one. */
async function rehearsed(up: string, how: How): Promise<RehearsedMigration> {
  await engine.rewind(empty);
  const change: ProjectChange = {
    project: {
      ...({ path: '.', dialect: 'postgres', layout: 'one-file', layoutReason: '' } as const),
      ...{ bringsDownFiles: false, serverVersion: null, transaction: null },
    },
    base: [migration('1', USERS, { transaction: 'per-migration' })],
    head: [{ status: 'added', migration: migration('2', up, how), was: null }],
    faults: [],
  };
  const seen = await rehearse(parseProject(change, postgres), postgres, engine, { step: () => undefined });
  const [only] = seen.migrations;
  if (only === undefined) throw new Error('Nothing was rehearsed.');
  return only;
}

const numbers = ({ statements }: RehearsedMigration): number[] =>
  statements.map(({ transaction }) => transaction);
const codes = ({ statements }: RehearsedMigration): (string | null)[] =>
  statements.map(({ observation }) => observation?.error?.code ?? null);

describe('a file that ends its transaction', () => {
  const UP =
    'ALTER TABLE users ADD a int;\nCOMMIT;\nALTER TABLE users ADD b int;\nALTER TABLE users ADD c int;';

  test('commits each statement after it where the runner opened the transaction', async () => {
    expect(numbers(await rehearsed(UP, { transaction: 'per-migration' }))).toEqual([0, 0, 1, 2]);
  });

  test('gets another one from the server where it is one message', async () => {
    const seen = await rehearsed(UP, { transaction: 'per-migration', inOneMessage: true });

    expect(numbers(seen)).toEqual([0, 0, 1, 1]);
  });

  test('cannot run concurrently after it in one message', async () => {
    const up = 'BEGIN;\nALTER TABLE users ADD a int;\nCOMMIT;\nCREATE INDEX CONCURRENTLY i ON users (email);';
    const seen = await rehearsed(up, { transaction: 'per-migration', inOneMessage: true });

    expect(codes(seen)).toEqual([null, null, null, '25001']);
  });

  test('goes on in the next one with AND CHAIN', async () => {
    const up =
      'BEGIN;\nALTER TABLE users ADD a int;\nCOMMIT AND CHAIN;\nALTER TABLE users ADD b int;\nCOMMIT;';

    expect(numbers(await rehearsed(up, { transaction: 'none' }))).toEqual([0, 0, 0, 1, 1]);
  });

  test('by ROLLBACK leaves nothing behind, no probe of ours either', async () => {
    const seen = await rehearsed('BEGIN;\nALTER TABLE users ADD a int;\nROLLBACK;', { transaction: 'none' });

    expect(seen.statements[2]?.after.has('column users.a')).toBe(false);
    expect(seen.rollback.outcome).toBe('restored');
  });
});

describe('a constraint that is checked at the end', () => {
  const UP =
    'CREATE TABLE p (id int PRIMARY KEY);\nCREATE TABLE c (p int REFERENCES p DEFERRABLE INITIALLY DEFERRED);\nINSERT INTO c VALUES (1);';

  test('fails the last statement, and nothing of the migration is left', async () => {
    const seen = await rehearsed(UP, { transaction: 'per-migration' });

    expect(codes(seen)).toEqual([null, null, '23503']);
    expect(seen.rollback).toMatchObject({ outcome: 'restored', sql: [] });
  });

  test('fails the commit of the file itself', async () => {
    const seen = await rehearsed(`BEGIN;\n${UP}\nCOMMIT;`, { transaction: 'none' });

    expect(codes(seen)).toEqual([null, null, null, null, '23503']);
    expect(seen.rollback.outcome).toBe('restored');
  });
});

describe('work that is taken back', () => {
  test('by ROLLBACK breaks nothing and loses nothing', async () => {
    const seen = await rehearsed('BEGIN;\nALTER TABLE users DROP COLUMN email;\nROLLBACK;', {
      transaction: 'none',
    });

    expect(seen.statements.map(({ phase }) => phase)).toEqual(['neutral', 'neutral', 'neutral']);
    expect(seen.statements.flatMap(({ dataLoss, broken }) => [...dataLoss, ...broken])).toEqual([]);
  });

  const SCAN = 'CREATE TABLE counted AS SELECT count(*) FROM users;';

  test('to a savepoint releases its locks', async () => {
    const up = `SAVEPOINT s;\nALTER TABLE users ADD a int;\nROLLBACK TO s;\n${SCAN}`;
    const seen = await rehearsed(up, { transaction: 'per-migration' });

    expect(seen.statements.map(({ held }) => held.length)).toEqual([0, 0, 1, 0]);
    expect(seen.statements.map(({ blocking }) => blocking)).toEqual([false, false, false, false]);
  });

  test('but what is released with a savepoint, or was locked before it, stays', async () => {
    const released = `SAVEPOINT s;\nALTER TABLE users ADD a int;\nRELEASE s;\n${SCAN}`;
    const before = `ALTER TABLE users ADD a int;\nSAVEPOINT s;\nROLLBACK TO s;\n${SCAN}`;

    for (const up of [released, before]) {
      const seen = await rehearsed(up, { transaction: 'per-migration' });
      expect(seen.statements.at(-1)?.held).toMatchObject([{ relation: 'users' }]);
    }
  });
});
