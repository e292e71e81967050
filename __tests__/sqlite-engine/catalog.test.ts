import { afterEach, describe, expect, test } from '@jest/globals';
import { findObject, objectsOf, type Catalog, type ObjectKind } from '../../src/model/catalog.ts';
import type { Engine } from '../../src/model/engine.ts';
import { mustRun } from '../engine/open-engine.ts';
import { openEngine } from './open-engine.ts';

let engine: Engine | null = null;
afterEach(() => engine?.close());

async function catalogOf(sqls: readonly string[]): Promise<Catalog> {
  engine = await openEngine();
  await mustRun(engine, sqls);
  return engine.catalog();
}

function factsOf(catalog: Catalog, kind: ObjectKind, name: string): unknown {
  return findObject(catalog, kind, name)?.facts ?? null;
}

function namesOf(catalog: Catalog, kind: ObjectKind): readonly string[] {
  return objectsOf(catalog, kind).map(({ name }) => name);
}

describe('tables', () => {
  test('with what they are made as', async () => {
    const catalog = await catalogOf([
      'CREATE TABLE plain (id INTEGER PRIMARY KEY)',
      'CREATE TABLE "Odd name" (id INTEGER PRIMARY KEY AUTOINCREMENT) STRICT',
      'CREATE TABLE pairs (a TEXT, b TEXT, PRIMARY KEY (a, b)) WITHOUT ROWID, STRICT',
      "CREATE VIRTUAL TABLE texts USING fts5(body, tokenize = 'porter')",
      'CREATE TEMP TABLE mine (x)',
    ]);
    expect(objectsOf(catalog, 'table').map(({ name, facts }) => [name, facts])).toEqual([
      ['"Odd name"', { strict: true, withoutRowid: false, autoincrement: true, virtual: null }],
      ['pairs', { strict: true, withoutRowid: true, autoincrement: false, virtual: null }],
      ['plain', { strict: false, withoutRowid: false, autoincrement: false, virtual: null }],
      [
        'texts',
        {
          strict: false,
          withoutRowid: false,
          autoincrement: false,
          virtual: "fts5(body, tokenize = 'porter')",
        },
      ],
    ]);
  });

  test('with their columns', async () => {
    const catalog = await catalogOf([
      `CREATE TABLE t (
        id INTEGER PRIMARY KEY, -- the key
        "first name" VARCHAR(10) NOT NULL ON CONFLICT IGNORE DEFAULT 'x, y' COLLATE NOCASE,
        price DECIMAL(10, 2) DEFAULT (1 + 2),
        big AS (price * 2) VIRTUAL, kept TEXT GENERATED ALWAYS AS (upper("first name") || ')') STORED,
        [odd] BLOB, at DEFAULT CURRENT_TIMESTAMP, less INT DEFAULT -1 CHECK (less < 0)
      )`,
    ]);
    const base = {
      notNull: false,
      notNullConflict: null,
      default: null,
      generated: null,
      expression: null,
      collation: null,
      hidden: false,
      primaryKey: null,
      rowid: false,
    };
    expect(namesOf(catalog, 'column').toSorted()).toEqual([
      't."first name"',
      't.at',
      't.big',
      't.id',
      't.kept',
      't.less',
      't.odd',
      't.price',
    ]);
    expect(factsOf(catalog, 'column', 't.id')).toEqual({
      ...base,
      position: 1,
      type: 'INTEGER',
      affinity: 'INTEGER',
      primaryKey: 1,
      rowid: true,
    });
    expect(factsOf(catalog, 'column', 't."first name"')).toEqual({
      ...base,
      position: 2,
      type: 'VARCHAR(10)',
      affinity: 'TEXT',
      notNull: true,
      notNullConflict: 'IGNORE',
      default: "'x, y'",
      collation: 'NOCASE',
    });
    expect(factsOf(catalog, 'column', 't.price')).toMatchObject({ affinity: 'NUMERIC', default: '1 + 2' });
    expect(factsOf(catalog, 'column', 't.big')).toMatchObject({
      type: '',
      generated: 'virtual',
      expression: 'price * 2',
    });
    expect(factsOf(catalog, 'column', 't.kept')).toMatchObject({
      generated: 'stored',
      expression: `upper("first name") || ')'`,
    });
    expect(factsOf(catalog, 'column', 't.at')).toMatchObject({
      affinity: 'BLOB',
      default: 'CURRENT_TIMESTAMP',
    });
    expect(factsOf(catalog, 'column', 't.less')).toMatchObject({ default: '-1' });
  });

  test('with their constraints, named or not', async () => {
    const catalog = await catalogOf([
      'CREATE TABLE parent (a INT, b INT, PRIMARY KEY (a, b))',
      `CREATE TABLE t (
        id INTEGER CONSTRAINT t_id PRIMARY KEY,
        email TEXT UNIQUE ON CONFLICT REPLACE CHECK (email LIKE '%@%') CHECK (length(email) > 3),
        boss INT REFERENCES t ON DELETE SET NULL ON UPDATE CASCADE,
        a INT, b INT,
        CONSTRAINT grown CHECK (a > 0), UNIQUE (a, b)
        CONSTRAINT of_parent FOREIGN KEY (a, b) REFERENCES parent (a, b) DEFERRABLE INITIALLY DEFERRED
      )`,
    ]);
    expect(
      Object.fromEntries(objectsOf(catalog, 'constraint').map(({ name, facts }) => [name, facts])),
    ).toEqual({
      'parent.parent_pkey': { type: 'primary-key', named: false, columns: ['a', 'b'], onConflict: null },
      't.t_id': { type: 'primary-key', named: true, columns: ['id'], onConflict: null },
      't.t_email_key': { type: 'unique', named: false, columns: ['email'], onConflict: 'REPLACE' },
      't.t_a_b_key': { type: 'unique', named: false, columns: ['a', 'b'], onConflict: null },
      't.t_email_check': {
        type: 'check',
        named: false,
        columns: ['email'],
        expression: "email LIKE '%@%'",
        onConflict: null,
      },
      't.t_email_check1': {
        type: 'check',
        named: false,
        columns: ['email'],
        expression: 'length(email) > 3',
        onConflict: null,
      },
      't.grown': { type: 'check', named: true, columns: [], expression: 'a > 0', onConflict: null },
      't.t_boss_fkey': {
        type: 'foreign-key',
        named: false,
        columns: ['boss'],
        references: 't',
        referencedColumns: null,
        onUpdate: 'CASCADE',
        onDelete: 'SET NULL',
        deferred: false,
      },
      't.of_parent': {
        type: 'foreign-key',
        named: true,
        columns: ['a', 'b'],
        references: 'parent',
        referencedColumns: ['a', 'b'],
        onUpdate: 'NO ACTION',
        onDelete: 'NO ACTION',
        deferred: true,
      },
    });
  });

  test('with their indexes', async () => {
    const catalog = await catalogOf([
      'CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT UNIQUE, b TEXT COLLATE RTRIM)',
      'CREATE UNIQUE INDEX "by b" ON t (b COLLATE NOCASE DESC, lower(a || \',\') ASC) WHERE a IS NOT NULL AND b > 1',
    ]);
    expect(Object.fromEntries(objectsOf(catalog, 'index').map(({ name, facts }) => [name, facts]))).toEqual({
      '"by b"': {
        unique: true,
        origin: 'statement',
        columns: ['b', "lower(a || ',')"],
        expressions: true,
        collations: ['NOCASE', 'BINARY'],
        descending: [true, false],
        predicate: 'a IS NOT NULL AND b > 1',
      },
      sqlite_autoindex_t_1: {
        unique: true,
        origin: 'unique',
        columns: ['a'],
        expressions: false,
        collations: ['BINARY'],
        descending: [false],
        predicate: null,
      },
    });
  });
});

describe('everything else', () => {
  test('views, triggers, settings and sequences', async () => {
    const catalog = await catalogOf([
      'CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, a TEXT)',
      'CREATE VIEW v (x) AS SELECT a FROM t -- all of them',
      'CREATE VIEW broken AS SELECT * FROM gone',
      'CREATE TRIGGER touch UPDATE OF a ON t WHEN new.a > 1 BEGIN SELECT 1; END',
      'CREATE TRIGGER instead INSTEAD OF INSERT ON v BEGIN INSERT INTO t (a) VALUES (new.x); END',
      "INSERT INTO t (a) VALUES ('x'), ('y')",
      'PRAGMA user_version = 12',
    ]);
    expect(factsOf(catalog, 'view', 'v')).toEqual({
      definition: '(x) SELECT a FROM t',
      columns: ['x'],
      columnTypes: ['TEXT'],
      broken: null,
    });
    expect(factsOf(catalog, 'view', 'broken')).toMatchObject({
      columns: null,
      broken: 'no such table: main.gone',
    });
    expect(factsOf(catalog, 'trigger', 't.touch')).toEqual({
      timing: 'BEFORE',
      event: 'UPDATE',
      definition: 'UPDATE OF a ON t WHEN new.a > 1 BEGIN SELECT 1; END',
    });
    expect(findObject(catalog, 'trigger', 'v.instead')).toMatchObject({
      relation: 'v',
      facts: { timing: 'INSTEAD OF', event: 'INSERT' },
    });
    expect(factsOf(catalog, 'setting', 'user_version')).toEqual({ value: '12' });
    expect(factsOf(catalog, 'setting', 'application_id')).toEqual({ value: '0' });
    expect(findObject(catalog, 'setting', 'sqlite_sequence.t')).toMatchObject({
      relation: 't',
      facts: { value: '2' },
    });
  });

  test('is the same for the same schema, and read inside of a transaction too', async () => {
    const sqls = ['CREATE TABLE a (x INT REFERENCES b)', 'CREATE TABLE b (y INTEGER PRIMARY KEY)'];
    const first = await catalogOf(sqls);
    await engine?.close();
    const second = await catalogOf(['BEGIN', ...sqls]);
    expect([...second]).toEqual([...first]);
  });
});

describe('identities', () => {
  const ids = (catalog: Catalog | undefined, kind: ObjectKind): Record<string, string> =>
    Object.fromEntries(objectsOf(catalog ?? new Map(), kind).map(({ name, id }) => [name, id]));

  async function steps(sqls: readonly string[]): Promise<Catalog[]> {
    const lite = (engine = await openEngine());
    await mustRun(lite, ['CREATE TABLE t (a INT, b INT)', 'CREATE TABLE other (x INT)']);
    const seen = [await lite.catalog()];
    for (const sql of sqls) {
      await mustRun(lite, [sql]);
      seen.push(await lite.catalog());
    }
    return seen;
  }

  test('stay with a table and a column that get other names', async () => {
    const [before, , after] = await steps([
      'ALTER TABLE t RENAME TO u',
      'ALTER TABLE u RENAME COLUMN b TO c',
    ]);
    expect(ids(after, 'table')).toEqual({ u: 't', other: 'other' });
    expect(ids(after, 'column')).toEqual({ 'u.a': 't.a', 'u.c': 't.b', 'other.x': 'other.x' });
    expect(ids(before, 'table')).toEqual({ t: 't', other: 'other' });
  });

  test('stay with a name whose table is built anew, and come back with a rollback', async () => {
    const seen = await steps([
      'CREATE TABLE t_new (a INT, b INT NOT NULL)',
      'BEGIN',
      'DROP TABLE t',
      'ALTER TABLE t_new RENAME TO t',
      'ROLLBACK',
    ]);
    expect(seen.map((catalog) => ids(catalog, 'table')['t'])).toEqual(['t', 't', 't', undefined, 't', 't']);
    expect(ids(seen[4], 'column')).toMatchObject({ 't.a': 't.a', 't.b': 't.b' });
    expect(ids(seen[5], 'table')).toEqual({ t: 't', t_new: 't_new', other: 'other' });
  });

  test('are not handed on from a table that is dropped to one that takes its place', async () => {
    const [before, , after] = await steps(['DROP TABLE other', 'CREATE TABLE another (y INT)']);
    expect(ids(before, 'table')).toMatchObject({ other: 'other' });
    expect(ids(after, 'table')).toEqual({ t: 't', another: 'another' });
  });

  test('are new for a table that takes the name of one that was renamed', async () => {
    const [, , after] = await steps(['ALTER TABLE t RENAME TO t_old', 'CREATE TABLE t (a INT)']);
    expect(ids(after, 'table')).toEqual({ t_old: 't', t: 't 2', other: 'other' });
  });

  test('go back with a rewind', async () => {
    const lite = (engine = await openEngine());
    await mustRun(lite, ['CREATE TABLE t (a INT)']);
    const before = await lite.catalog();
    const mark = await lite.mark();
    await mustRun(lite, ['ALTER TABLE t RENAME TO u', 'CREATE TABLE t (z INT)']);
    await lite.catalog();
    await lite.rewind(mark);
    expect(await lite.catalog()).toEqual(before);
  });
});
