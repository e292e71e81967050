import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { postgres } from '../../src/dialects/postgres/index.ts';
import type { Engine, Mark } from '../../src/model/engine.ts';
import type { Migration, TransactionMode } from '../../src/model/migration.ts';
import type { RehearsedMigration } from '../../src/model/rehearsal.ts';
import { parseProject } from '../../src/rehearse/parsed-project.ts';
import { rehearse } from '../../src/rehearse/rehearse.ts';

const LIMITS = { extensions: [], deadline: 240_000, statementDeadline: 20_000, memory: 2 ** 30 };

let engine: Engine;
let empty: Mark;

beforeAll(async () => {
  await postgres.prepare();
  engine = await postgres.openEngine(LIMITS);
  await engine.run('CREATE ROLE app');
  empty = await engine.mark();
});

afterAll(() => engine.close());

function migration(version: string, up: string, transaction: TransactionMode): Migration {
  const path = `${version}.sql`;
  const source = { path, text: up, defect: null };
  const rest = { transaction, transactionIs: 'stated', checksum: '' } as const;
  return { version, name: '', path, up: source, down: null, ...rest };
}

/** Rehearses one migration after a shipped one; one that works on both sides of the change fails the test. */
async function rehearsed(
  base: string,
  up: string,
  transaction: TransactionMode,
): Promise<RehearsedMigration> {
  await engine.rewind(empty);
  const project = { path: '.', dialect: 'postgres', layout: 'one-file', layoutReason: '' } as const;
  const change = {
    project: { ...project, bringsDownFiles: false, serverVersion: null, transaction: null },
    base: [migration('0001', base, 'per-migration')],
    head: [{ status: 'added', migration: migration('0002', up, transaction), was: null } as const],
    faults: [],
  };
  const seen = await rehearse(parseProject(change, postgres), postgres, engine, { step: () => undefined });
  const [only] = seen.migrations;
  if (only === undefined || seen.base.failures.length > 0) throw new Error('The base was not replayed.');
  const errors = only.statements.flatMap(({ observation }) => observation?.error?.message ?? []);
  if (errors.length > 0) throw new Error(errors.join('; '));
  return only;
}

/** What running code notices of a change whatever values it has, in words. */
async function broken(base: string, up: string, transaction: TransactionMode = 'per-migration') {
  const { statements } = await rehearsed(base, up, transaction);
  return statements.flatMap((statement) =>
    statement.broken.filter(({ fails }) => fails === 'shape').map(({ breaks }) => breaks),
  );
}

const EVENTS = `CREATE TABLE events (id int NOT NULL, at date NOT NULL) PARTITION BY RANGE (at);
CREATE TABLE events_1 PARTITION OF events FOR VALUES FROM ('2023-01-01') TO ('2024-01-01');
CREATE TABLE events_2 PARTITION OF events FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
INSERT INTO events VALUES (1, '2023-02-02');`;

const KID = `CREATE TABLE base (id int);
CREATE TABLE kid () INHERITS (base);
INSERT INTO kid VALUES (1);`;

const FILLED = `CREATE TABLE notes (id int PRIMARY KEY, slug text NOT NULL, line text);
CREATE FUNCTION give_slug() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.slug := 'note'; RETURN NEW; END $$;
CREATE TRIGGER slug BEFORE INSERT ON notes FOR EACH ROW EXECUTE FUNCTION give_slug();`;

describe('running code notices', () => {
  test('a partition that is detached while it runs', async () => {
    const detached = await broken(
      EVENTS,
      'ALTER TABLE events DETACH PARTITION events_1 CONCURRENTLY',
      'none',
    );

    expect(detached).toContain('inserts into `events` fail');
  });

  test('the rows of a child that no longer inherits', async () => {
    expect(await broken(KID, 'ALTER TABLE kid NO INHERIT base')).toEqual([
      'reads of `kid` through `base` find 0 of 1 rows',
    ]);
  });

  test('the loss of a trigger that filled a required column', async () => {
    expect(await broken(FILLED, 'DROP TRIGGER slug ON notes')).toEqual([
      'inserts without `slug` into `notes` fail',
    ]);
  });
});

const KINDS = `CREATE TYPE point2 AS (x int, y int);
CREATE TABLE list (id int, kind text) PARTITION BY LIST (kind);
CREATE TABLE list_b (id int, kind text);
CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT 1';`;

describe('running code', () => {
  test('no longer finds a renamed attribute of a type', async () => {
    expect(await broken(KINDS, 'ALTER TYPE point2 RENAME ATTRIBUTE x TO u')).toEqual([
      'reads of the attributes of `point2` fail',
    ]);
  });

  test('keeps the partition key of the rows that it updates', async () => {
    expect(await broken(KINDS, "ALTER TABLE list ATTACH PARTITION list_b FOR VALUES IN ('b')")).toEqual([]);
  });

  test.each([
    ['another', 'a int, b int DEFAULT 2', []],
    ['none', 'a text', ['calls of `f(integer)` fail']],
  ])('that calls a function is answered by %s', async (_which, parameters, expected) => {
    const up = `DROP FUNCTION f(int); CREATE FUNCTION f(${parameters}) RETURNS int LANGUAGE sql AS 'SELECT 1'`;

    expect(await broken(KINDS, up)).toEqual(expected);
  });
});

const GRANTED = `CREATE TABLE notes (id int PRIMARY KEY);
GRANT SELECT, INSERT ON notes TO app;
CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS 'SELECT 1';`;

describe('what a role may no longer do', () => {
  test.each([
    ['one privilege', 'REVOKE INSERT ON notes FROM app', ['inserts into `notes` by `app` fail']],
    [
      'all of them',
      'REVOKE ALL ON notes FROM app',
      ['reads of `notes` by `app` fail', 'inserts into `notes` by `app` fail'],
    ],
    [
      'what everybody may do',
      'REVOKE EXECUTE ON FUNCTION f(int) FROM PUBLIC',
      ['calls of `f(integer)` by `app` fail'],
    ],
  ])('is noticed: %s', async (_what, up, expected) => {
    expect(await broken(GRANTED, up)).toEqual(expected);
  });

  test.each([
    ['it never held it', 'REVOKE DELETE ON notes FROM app'],
    ['it is granted again', 'REVOKE SELECT ON notes FROM app; GRANT SELECT ON notes TO app;'],
    [
      'it gets what everybody had',
      'REVOKE ALL ON FUNCTION f(int) FROM PUBLIC; GRANT EXECUTE ON FUNCTION f(int) TO app;',
    ],
    ['nobody was granted anything', 'REVOKE ALL ON notes FROM PUBLIC'],
  ])('is quiet where %s', async (_where, up) => {
    expect(await broken(GRANTED, up)).toEqual([]);
  });

  test('is what everybody could do where no grant names a role', async () => {
    const base = "CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS 'SELECT 1'";

    expect(await broken(base, 'REVOKE EXECUTE ON FUNCTION f(int) FROM PUBLIC')).toEqual([
      'calls of `f(integer)` by roles without grants fail',
    ]);
  });
});
