import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { postgres } from '../../src/dialects/postgres/index.ts';
import type { Engine, Mark } from '../../src/model/engine.ts';
import type { Migration, TransactionMode } from '../../src/model/migration.ts';
import type { RehearsedMigration, Rehearsal } from '../../src/model/rehearsal.ts';
import { parseProject } from '../../src/rehearse/parsed-project.ts';
import { rehearse } from '../../src/rehearse/rehearse.ts';

const LIMITS = { extensions: [], deadline: 240_000, statementDeadline: 20_000, memory: 2 ** 30 };

let engine: Engine;
let empty: Mark;

beforeAll(async () => {
  await postgres.prepare();
  engine = await postgres.openEngine(LIMITS);
  empty = await engine.mark();
});

afterAll(() => engine.close());

function migration(
  version: string,
  up: string,
  transaction: TransactionMode,
  down: string | null,
): Migration {
  const path = `${version}.sql`;
  const source = { path, text: up, defect: null };
  const downSource = down === null ? null : { path: `${version}.down.sql`, text: down, defect: null };
  const rest = { transaction, transactionIs: 'stated', checksum: '' } as const;
  return { version, name: '', path, up: source, down: downSource, ...rest };
}

interface Head {
  readonly up: string;
  readonly down?: string;
  readonly transaction?: TransactionMode;
}

async function rehearsed(base: string, ...head: readonly Head[]): Promise<Rehearsal> {
  await engine.rewind(empty);
  const added = head.map(({ up, down, transaction }, index) =>
    migration(`000${index + 2}`, up, transaction ?? 'per-migration', down ?? null),
  );
  const project = { path: '.', dialect: 'postgres', layout: 'one-file', layoutReason: '' } as const;
  const change = {
    project: { ...project, bringsDownFiles: false, serverVersion: null, transaction: null },
    base: [migration('0001', base, 'per-migration', null)],
    head: added.map((each) => ({ status: 'added', migration: each, was: null }) as const),
    faults: [],
  };
  return rehearse(parseProject(change, postgres), postgres, engine, { step: () => undefined });
}

async function only(base: string, head: Head): Promise<RehearsedMigration> {
  const { migrations } = await rehearsed(base, head);
  const [first] = migrations;
  if (first === undefined) throw new Error('Nothing was rehearsed.');
  return first;
}

const PEOPLE = `CREATE TABLE people (id bigint PRIMARY KEY, email text NOT NULL, note text, age int DEFAULT 0);
CREATE TABLE pets (id bigint PRIMARY KEY, owner bigint REFERENCES people (id));
CREATE TABLE plans (id bigint PRIMARY KEY, tier text NOT NULL DEFAULT 'free');
CREATE MATERIALIZED VIEW tiers AS SELECT id, tier FROM plans;
CREATE UNIQUE INDEX tiers_key ON tiers (id);`;

describe('a statement is', () => {
  test.each([
    ['an expansion when nobody notices', 'ALTER TABLE people ADD COLUMN nick text', 'expand', false],
    ['a contraction when its column is gone', 'ALTER TABLE people DROP COLUMN note', 'contract', false],
    [
      'a contraction when its column is renamed',
      'ALTER TABLE people RENAME note TO notes',
      'contract',
      false,
    ],
    ['blocking when it builds an index', 'CREATE INDEX ON people (email)', 'expand', true],
    [
      'not blocking on a table of its own',
      'CREATE TABLE log (id int); CREATE INDEX ON log (id)',
      'expand',
      false,
    ],
    ['a blocking migration of rows', "UPDATE people SET note = 'x'", 'migrate', true],
    ['a short migration of rows', 'UPDATE people SET age = 1 WHERE id = 7', 'migrate', false],
    ['neutral when it only sets', "SET lock_timeout = '1s'", 'neutral', false],
    ['not blocking where only refreshes have to wait', 'CREATE INDEX ON tiers (tier)', 'expand', false],
    [
      'not blocking when it refreshes beside its readers',
      'REFRESH MATERIALIZED VIEW CONCURRENTLY tiers',
      'migrate',
      false,
    ],
    ['blocking when readers wait for a refresh', 'REFRESH MATERIALIZED VIEW tiers', 'migrate', true],
    ['a contraction when rows go', 'DELETE FROM pets', 'contract', true],
    [
      'a contraction when a default that code relies on goes',
      'ALTER TABLE plans ALTER tier DROP DEFAULT',
      'contract',
      false,
    ],
  ])('%s', async (_, up, phase, blocking) => {
    const { statements } = await only(PEOPLE, { up });

    const last = statements.at(-1);
    expect(last?.observation?.error).toBeNull();
    expect([last?.phase, last?.blocking]).toEqual([phase, blocking]);
  });
});

describe('locks', () => {
  const UP = 'ALTER TABLE people ADD COLUMN nick text; UPDATE pets SET owner = owner';

  test('of an earlier statement are charged to the work of a later one, and to the one that took them', async () => {
    const { statements } = await only(PEOPLE, { up: UP });

    expect(statements.map(({ blocking }) => blocking)).toEqual([true, true]);
    expect(statements[1]?.held).toMatchObject([
      { relation: 'people', takenBy: 0, blocks: 'reads-and-writes' },
    ]);
  });

  test('end with their transaction', async () => {
    const { statements } = await only(PEOPLE, { up: UP, transaction: 'per-statement' });

    expect(statements.map(({ blocking }) => blocking)).toEqual([false, true]);
    expect(statements[1]?.held).toEqual([]);
  });

  test('end where the file itself commits', async () => {
    const up = 'BEGIN; ALTER TABLE people ADD COLUMN nick text; COMMIT; UPDATE pets SET owner = owner';
    const { statements } = await only(PEOPLE, { up, transaction: 'none' });

    expect(statements.map(({ blocking }) => blocking)).toEqual([false, false, false, true]);
  });
});

test('what turns out to refuse a transaction gets the locks that the manual tells', async () => {
  const base = `CREATE TABLE parts (id int) PARTITION BY RANGE (id);
    CREATE TABLE parts_1 PARTITION OF parts FOR VALUES FROM (0) TO (10); CREATE INDEX ON parts (id);`;
  const { statements } = await only(base, { up: 'REINDEX TABLE parts', transaction: 'none' });

  expect(statements[0]?.observation?.error).toBeNull();
  expect(statements[0]?.effects).toContainEqual(
    expect.objectContaining({ relation: 'parts_1', work: 'index-build', witness: 'documented' }),
  );
});

describe('running code', () => {
  test('does not see what a transaction breaks and mends', async () => {
    const base = `${PEOPLE} CREATE VIEW adults AS SELECT id FROM people WHERE age > 17;`;
    const up = 'DROP VIEW adults; CREATE VIEW adults AS SELECT id FROM people WHERE age > 20';
    const { statements } = await only(base, { up });

    expect(statements.map(({ backwardCompatible }) => backwardCompatible)).toEqual([true, true]);
  });

  test('sees it when every statement commits', async () => {
    const base = `${PEOPLE} CREATE VIEW adults AS SELECT id FROM people WHERE age > 17;`;
    const up = 'DROP VIEW adults; CREATE VIEW adults AS SELECT id FROM people WHERE age > 20';
    const { statements } = await only(base, { up, transaction: 'per-statement' });

    expect(statements.map(({ backwardCompatible }) => backwardCompatible)).toEqual([false, true]);
  });

  test('is not broken by a constraint that its values can meet', async () => {
    const { statements } = await only(PEOPLE, { up: 'ALTER TABLE people ADD CHECK (age >= 0) NOT VALID' });

    expect(statements[0]).toMatchObject({ backwardCompatible: true, phase: 'expand' });
  });

  test('is not broken where the rows that it refers to were taken away for a statement that minds them', async () => {
    const base = `${PEOPLE} CREATE TABLE visits (id bigint PRIMARY KEY, person bigint NOT NULL REFERENCES people (id), plan bigint NOT NULL UNIQUE REFERENCES plans (id));`;
    const { migrations } = await rehearsed(
      base,
      { up: 'ALTER TABLE pets ADD COLUMN name text NOT NULL' },
      { up: 'ALTER TABLE visits ADD COLUMN place text' },
    );

    expect(migrations[0]?.statements[0]?.rowsTrial.dependsOnData).toBe(true);
    expect(migrations[1]?.statements[0]?.broken).toEqual([]);
  });

  test('is broken by a new column that it does not fill', async () => {
    const { statements } = await only(PEOPLE, { up: 'ALTER TABLE people ADD COLUMN tier text NOT NULL' });

    expect(statements[0]?.rowsTrial).toMatchObject({ dependsOnData: true, error: { code: '23502' } });
    expect(statements[0]?.backwardCompatible).toBe(false);
  });
});

describe('the way back', () => {
  test('restores schema and rows, alone and as a whole', async () => {
    const rehearsal = await rehearsed(
      PEOPLE,
      { up: 'ALTER TABLE people ADD COLUMN nick text; CREATE INDEX ON people (nick)' },
      { up: "ALTER TABLE people ALTER note SET DEFAULT ''; CREATE TYPE mood AS ENUM ('ok')" },
    );

    expect(rehearsal.migrations.map(({ rollback }) => rollback.outcome)).toEqual(['restored', 'restored']);
    expect(rehearsal.rollback?.outcome).toBe('restored');
    expect(rehearsal.rollback?.sql.length).toBeGreaterThan(2);
  });

  test('names the column whose data is gone', async () => {
    const { rollback, statements } = await only(PEOPLE, { up: 'ALTER TABLE people DROP COLUMN note' });

    expect(rollback).toMatchObject({
      outcome: 'data-lost',
      lost: [{ kind: 'column', object: 'people.note' }],
    });
    expect(statements[0]?.dataLoss).toHaveLength(1);
  });

  test('loses nothing with a table and a column that the change itself brought', async () => {
    const rehearsal = await rehearsed(
      PEOPLE,
      {
        up: 'CREATE TABLE drafts (id bigint PRIMARY KEY, text text); ALTER TABLE people ADD COLUMN nick text',
      },
      {
        up: 'DROP TABLE drafts; ALTER TABLE people DROP COLUMN nick',
        down: 'CREATE TABLE drafts (id bigint PRIMARY KEY, text text); ALTER TABLE people ADD COLUMN nick text',
      },
    );

    expect(rehearsal.migrations.map(({ rollback }) => rollback.outcome)).toEqual(['restored', 'restored']);
    expect(rehearsal.migrations[1]?.down?.outcome).toBe('restored');
    expect(rehearsal.rollback?.outcome).toBe('restored');
  });

  test('loses the rows that the change put into a table of its own', async () => {
    const rehearsal = await rehearsed(
      PEOPLE,
      { up: "CREATE TABLE drafts (id bigint PRIMARY KEY, text text); INSERT INTO drafts VALUES (1, 'one')" },
      { up: 'DROP TABLE drafts' },
    );

    expect(rehearsal.migrations[1]?.rollback).toMatchObject({
      outcome: 'data-lost',
      lost: [{ kind: 'rows', object: 'drafts', rows: 1 }],
    });
    expect(rehearsal.rollback?.outcome).toBe('restored');
  });

  test('loses a shipped table that the change renamed first', async () => {
    const rehearsal = await rehearsed(
      PEOPLE,
      { up: 'ALTER TABLE plans RENAME TO plans_old; ALTER TABLE people RENAME note TO remark' },
      { up: 'DROP TABLE plans_old CASCADE; ALTER TABLE people DROP COLUMN remark' },
    );

    expect(rehearsal.migrations[1]?.rollback.lost.map(({ object }) => object)).toEqual(
      expect.arrayContaining(['plans_old', 'people.remark']),
    );
  });

  test('says which values were overwritten', async () => {
    const { rollback } = await only(PEOPLE, { up: "UPDATE people SET note = 'gone'" });

    expect(rollback.outcome).toBe('data-lost');
    expect(rollback.drift.map(({ object }) => object)).toEqual(['people.note']);
  });

  test('of a down file is compared exactly', async () => {
    const up = 'ALTER TABLE people ADD COLUMN nick text; ALTER TABLE people ALTER email DROP NOT NULL';
    const { down } = await only(PEOPLE, { up, down: 'ALTER TABLE people DROP COLUMN nick' });

    expect(down?.outcome).toBe('differs');
    expect(down?.drift.filter(({ weight }) => weight === 'real').map(({ object }) => object)).toContain(
      'people.email',
    );
  });

  test('of a down file without statements is told so', async () => {
    const { down } = await only(PEOPLE, {
      up: 'ALTER TABLE people ADD COLUMN nick text',
      down: '-- nothing\n',
    });

    expect(down).toMatchObject({ outcome: 'differs', reason: 'It holds no statement.' });
  });

  test('of a down file that commits by itself is tried and taken back', async () => {
    const down = 'BEGIN; ALTER TABLE people DROP COLUMN nick; COMMIT;';
    const rehearsal = await rehearsed(
      PEOPLE,
      { up: 'ALTER TABLE people ADD COLUMN nick text', down },
      { up: 'ALTER TABLE people ALTER nick SET DEFAULT 1' },
    );

    expect(rehearsal.migrations[0]?.down?.outcome).toBe('restored');
    expect(rehearsal.migrations[1]?.statements[0]?.observation?.error).toBeNull();
  });
});

describe('a safer way', () => {
  test('is offered for an index build, and was run', async () => {
    const { safeWays } = await only(PEOPLE, { up: 'CREATE INDEX people_email ON people (email)' });

    expect(safeWays).toHaveLength(1);
    expect(safeWays[0]?.sql.join()).toContain('CONCURRENTLY');
  });

  test('is not offered for what does not block', async () => {
    const { safeWays } = await only(PEOPLE, { up: 'ALTER TABLE people ADD COLUMN nick text' });

    expect(safeWays).toEqual([]);
  });
});

describe('the base', () => {
  test('goes on after a statement that fails', async () => {
    const rehearsal = await rehearsed(`${PEOPLE} SELECT 1 / 0; CREATE TABLE later (id int);`, {
      up: 'ALTER TABLE later ADD COLUMN nick text',
    });

    expect(rehearsal.base).toMatchObject({ statements: 7, failures: [{ error: { code: '22012' } }] });
    expect(rehearsal.migrations[0]?.statements[0]?.observation?.error).toBeNull();
  });
});

test('two runs agree', async () => {
  const head = {
    up: 'ALTER TABLE people ADD COLUMN made timestamptz DEFAULT now(), ADD COLUMN id2 uuid DEFAULT gen_random_uuid()',
  };
  const first = await rehearsed(PEOPLE, head);
  const second = await rehearsed(PEOPLE, head);

  const told = ({ migrations }: Rehearsal): string =>
    JSON.stringify(
      migrations.map(({ rollback, statements }) => [rollback, statements.map(({ effects }) => effects)]),
    );
  expect(told(second)).toBe(told(first));
});
