import { describe, expect, it } from '@jest/globals';
import type { Trial } from '../../src/model/rehearsal.ts';
import { exampleStage } from '../rules/example-stage.ts';

const rehearseExample = exampleStage();

const USERS = 'CREATE TABLE users (id bigint PRIMARY KEY, email text);';

/** The generated way back of the last migration. */
async function rollbackOf(...up: readonly string[]): Promise<Trial | undefined> {
  const head = up.map((sql) => ({ up: sql }));
  const { migrations } = await rehearseExample({ title: '', base: [USERS], head });
  return migrations.at(-1)?.rollback;
}

describe('a column that the change adds, drops and adds anew', () => {
  it('comes back with the values that it had in between', async () => {
    const rollback = await rollbackOf(
      'ALTER TABLE users ADD COLUMN encoding varchar(16) NULL;',
      `ALTER TABLE users DROP COLUMN encoding;
ALTER TABLE users ADD COLUMN encoding varchar(16) NOT NULL DEFAULT '';`,
    );

    expect(rollback).toMatchObject({ outcome: 'restored', lost: [], drift: [] });
  });
});

describe('a shipped column that is dropped and added anew', () => {
  it('does not come back, whichever way is tried', async () => {
    const rollback = await rollbackOf(
      `ALTER TABLE users DROP COLUMN email;
ALTER TABLE users ADD COLUMN email text NOT NULL DEFAULT '';`,
    );

    expect(rollback?.outcome).toBe('data-lost');
  });
});
