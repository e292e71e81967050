import { beforeAll, describe, expect, test } from '@jest/globals';
import { postgres } from '../../src/dialects/postgres/index.ts';
import type { Migration } from '../../src/model/migration.ts';
import { parseProject } from '../../src/rehearse/parsed-project.ts';
import { unrehearsed } from '../../src/rehearse/unrehearsed.ts';
import { judge } from '../../src/rules/judge.ts';

beforeAll(() => postgres.prepare());

function migration(version: string, up: string): Migration {
  const path = `${version}.sql`;
  const rest = { transaction: 'per-migration', transactionIs: 'stated', checksum: '' } as const;
  return { version, name: '', path, up: { path, text: up, defect: null }, down: null, ...rest };
}

/** Findings as `rule object`, sorted, with nothing run. */
function told(base: string, ...head: readonly string[]): string[] {
  const project = { path: '.', dialect: 'postgres', layout: 'one-file', layoutReason: '' } as const;
  const change = {
    project: { ...project, bringsDownFiles: false, serverVersion: null, transaction: null },
    base: base === '' ? [] : [migration('0001', base)],
    head: head.map((up, index) => {
      return { status: 'added', migration: migration(`000${index + 2}`, up), was: null } as const;
    }),
    faults: [],
  };
  const seen = unrehearsed(parseProject(change, postgres), postgres, 'switched off');
  const findings = judge(seen, { severities: new Map(), lockTimeoutDefault: null });
  return findings.map(({ rule, object }) => `${rule} ${object}`).sort();
}

const LIMIT = "SET lock_timeout = '5s';";

describe('without an engine, the manual tells', () => {
  test.each([
    [
      'an index build',
      'CREATE INDEX users_email ON users (email)',
      ['index-build-blocks-writes users_email'],
    ],
    ['an index without a name', 'CREATE INDEX ON users (email)', ['index-build-blocks-writes users']],
    ['a rewrite', 'ALTER TABLE users ADD COLUMN n bigserial', ['table-rewrite-blocks users']],
    [
      'a check of all rows',
      'ALTER TABLE users ADD CONSTRAINT adult CHECK (age > 17)',
      ['constraint-validation-blocks users.adult'],
    ],
    [
      'a lock held over work',
      'ALTER TABLE users ADD COLUMN nick text; UPDATE pets SET name = upper(name)',
      ['lock-held-during-data-work users', 'unbatched-data-change pets'],
    ],
    ['a dropped column', 'ALTER TABLE users DROP COLUMN email', ['drop-in-use users.email']],
    ['a renamed table', 'ALTER TABLE users RENAME TO people', ['rename-breaks-running-code users']],
  ])('%s', (_, up, findings) => {
    expect(told('', `${LIMIT} ${up}`)).toEqual(findings);
  });

  test('a wait without a limit, which ends with the limit', () => {
    expect(told('', 'ALTER TABLE users ADD COLUMN nick text')).toEqual(['strong-lock-without-timeout users']);
    expect(told('', `${LIMIT} ALTER TABLE users ADD COLUMN nick text`)).toEqual([]);
  });
});

describe('nothing is told', () => {
  test.each([
    [
      'of a table that the change makes',
      'CREATE TABLE t (id int); CREATE INDEX ON t (id); ALTER TABLE t ADD CHECK (id > 0)',
    ],
    ['of a drop of what may never have been there', 'DROP TABLE IF EXISTS sessions'],
    ['of instant changes', 'ALTER TABLE users ADD COLUMN nick text'],
    [
      'of a check that is left for later',
      'ALTER TABLE users ADD CONSTRAINT adult CHECK (age > 17) NOT VALID',
    ],
  ])('%s', (_, up) => {
    expect(told('', `${LIMIT} ${up}`)).toEqual([]);
  });
});

test('what earlier migrations made is known by their text', () => {
  const base = 'CREATE TABLE sessions (id int); CREATE INDEX by_id ON sessions (id);';

  expect(told(base, `${LIMIT} DROP TABLE IF EXISTS sessions`)).toEqual(['drop-in-use sessions']);
  expect(told(base, `${LIMIT} CREATE INDEX IF NOT EXISTS by_id ON sessions (id)`)).toEqual([]);
});

describe('what only the history can tell', () => {
  const LONGER = `${LIMIT} ALTER TABLE users ALTER COLUMN email TYPE varchar(200)`;

  test('is unknown where it does not: the old type of a column that gets a longer one', () => {
    expect(told('', LONGER)).toEqual([]);
    expect(told('', LONGER.replace('varchar(200)', 'bigint'))).toEqual(['table-rewrite-blocks users']);
  });

  test.each(['ALTER ROLE app', 'ALTER DATABASE shop'])('is a limit that sessions begin with: %s', (whose) => {
    const up = 'ALTER TABLE users ADD COLUMN nick text';

    expect(told(`${whose} SET lock_timeout = '3s'`, up)).toEqual([]);
    expect(told(`${whose} SET statement_timeout = '3s'`, up)).toEqual(['strong-lock-without-timeout users']);
  });

  test('a foreign key of a new table has nothing to check, unless it was filled', () => {
    const table = `${LIMIT} CREATE TABLE pets (owner bigint);`;
    const key = 'ALTER TABLE pets ADD FOREIGN KEY (owner) REFERENCES users (id)';

    expect(told('', `${table} ${key}`)).toEqual([]);
    expect(told('', `${table} INSERT INTO pets SELECT id FROM people; ${key}`)).toContain(
      'constraint-validation-blocks users',
    );
  });
});
