import { describe, expect, it } from '@jest/globals';
import type { Rehearsal } from '../../src/model/rehearsal.ts';
import type { ExampleMigration } from '../../src/model/rule.ts';
import { exampleStage } from '../rules/example-stage.ts';

const rehearseExample = exampleStage();

const SHOP =
  'CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);\nCREATE TABLE orders (id INTEGER PRIMARY KEY, user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE);';
/** Nothing but a table built anew takes a check back. */
const CHECKED: ExampleMigration = { up: "ALTER TABLE users ADD COLUMN state TEXT CHECK (state <> '');" };

function rehearsed(foreignKeys: boolean, ...head: readonly ExampleMigration[]): Promise<Rehearsal> {
  return rehearseExample({
    title: '',
    dialect: 'sqlite',
    ...(foreignKeys ? { foreignKeys } : {}),
    base: [SHOP],
    head,
  });
}

const AROUND = ['PRAGMA foreign_keys = off', 'BEGIN'];
const BEHIND = ['PRAGMA foreign_key_check', 'COMMIT', 'PRAGMA foreign_keys = on'];

describe('a way back that builds a table anew', () => {
  it('keeps the rows of its children with foreign keys on, outside of a transaction', async () => {
    const { migrations } = await rehearsed(true, CHECKED);
    const rollback = migrations[0]?.rollback;
    expect(rollback).toMatchObject({ outcome: 'restored', transactional: false, lost: [], drift: [] });
    expect(rollback?.sql.slice(0, 2)).toEqual(AROUND);
    expect(rollback?.sql.slice(-3)).toEqual(BEHIND);
  });

  it('stays in one transaction where foreign keys are off', async () => {
    const { migrations } = await rehearsed(false, CHECKED);
    expect(migrations[0]?.rollback).toMatchObject({ outcome: 'restored', transactional: true });
    expect(migrations[0]?.rollback.sql.join(';')).not.toContain('PRAGMA');
  });

  it('stays in one transaction where nobody refers to the table', async () => {
    const up = 'ALTER TABLE orders ADD COLUMN total INTEGER CHECK (total >= 0);';
    const { migrations } = await rehearsed(true, { up });
    expect(migrations[0]?.rollback).toMatchObject({ outcome: 'restored', transactional: true });
  });

  it('minds a migration that leaves foreign keys off', async () => {
    const { migrations } = await rehearsed(true, {
      up: `PRAGMA foreign_keys = off;\n${CHECKED.up}`,
      transaction: 'none',
    });
    expect(migrations[0]?.rollback).toMatchObject({ outcome: 'restored', transactional: false });
  });

  it('keeps the rows of a table that refers to itself', async () => {
    const up =
      'CREATE TABLE nodes (id INTEGER PRIMARY KEY, parent INTEGER REFERENCES nodes ON DELETE CASCADE);';
    const { migrations } = await rehearseExample({
      title: '',
      dialect: 'sqlite',
      foreignKeys: true,
      base: [up],
      head: [{ up: "ALTER TABLE nodes ADD COLUMN state TEXT CHECK (state <> '');" }],
    });
    expect(migrations[0]?.rollback).toMatchObject({ outcome: 'restored', transactional: false });
  });
});

it('drops tables that the change brought whatever they refer to', async () => {
  const up =
    'CREATE TABLE b (id INTEGER PRIMARY KEY);\nCREATE TABLE a (id INTEGER PRIMARY KEY, b_id INTEGER NOT NULL REFERENCES b (id));\nCREATE TABLE c (id INTEGER PRIMARY KEY, a_id INTEGER NOT NULL REFERENCES a (id));\nINSERT INTO b VALUES (1);\nINSERT INTO a VALUES (1, 1);\nINSERT INTO c VALUES (1, 1);';
  const { migrations } = await rehearsed(true, { up });
  expect(migrations[0]?.rollback.reason).toBe(null);
  expect(migrations[0]?.rollback.outcome).toBe('restored');
});

describe('the whole change', () => {
  it('goes back migration by migration where one of them needs no transaction around it', async () => {
    const { rollback, migrations } = await rehearsed(true, CHECKED, {
      up: 'CREATE TABLE notes (id INTEGER PRIMARY KEY);',
    });
    expect(rollback).toMatchObject({ outcome: 'restored', transactional: false });
    expect(rollback?.sql).toEqual([
      'BEGIN',
      'DROP TABLE notes',
      'COMMIT',
      ...(migrations[0]?.rollback.sql ?? []),
    ]);
  });

  it('asks its questions for before the change where the old state stands again', async () => {
    const { migrations } = await rehearsed(true, CHECKED, {
      up: "PRAGMA foreign_keys = off;\nBEGIN;\nCREATE TABLE fresh (id INTEGER PRIMARY KEY, email TEXT NOT NULL, state TEXT CHECK (state <> ''));\nINSERT INTO fresh SELECT id, email, state FROM users;\nDROP TABLE users;\nALTER TABLE fresh RENAME TO users;\nCOMMIT;\nPRAGMA foreign_keys = on;",
      transaction: 'none',
    });
    const before = migrations[1]?.validation.filter(({ when }) => when === 'before') ?? [];
    expect(before.length).toBeGreaterThan(0);
    expect(before.filter(({ outcome }) => outcome === 'untried')).toEqual([]);
  });
});
