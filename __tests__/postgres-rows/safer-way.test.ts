import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { compareCatalogs } from '../../src/dialects/compare/compare.ts';
import { prepareParser } from '../../src/dialects/postgres/parse/parse.ts';
import { saferWay } from '../../src/dialects/postgres/safer/safer-way.ts';
import { Laboratory } from './laboratory.ts';
import { rehearse } from './rehearsed.ts';

const BASE = `
CREATE SCHEMA sales;
CREATE DOMAIN score AS integer;
CREATE TABLE teams (id integer PRIMARY KEY, name text);
CREATE TABLE users (id bigint PRIMARY KEY, email text, age integer, team_id integer, score score, "Odd ""Name""" text);
CREATE TABLE sales.orders (id integer NOT NULL, code text, user_id bigint);
CREATE TABLE bare_rows (n integer);
CREATE INDEX users_age ON users (age);
CREATE INDEX users_email ON users (email);
CREATE MATERIALIZED VIEW totals AS SELECT age, count(*) AS users FROM users GROUP BY age;
CREATE MATERIALIZED VIEW anonymous AS SELECT count(*) AS users FROM users;
CREATE UNIQUE INDEX ON totals (age);
CREATE TABLE log (at date NOT NULL, line text) PARTITION BY RANGE (at);
CREATE TABLE log_2024 PARTITION OF log FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE log_2025 PARTITION OF log FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE TABLE log_2026 (at date NOT NULL, line text);
CREATE INDEX log_line ON log (line);
INSERT INTO teams VALUES (1, 'a'), (2, 'b');
INSERT INTO users SELECT n, 'user' || n, n, 1 + n % 2, n, n FROM generate_series(1, 5) AS n;
INSERT INTO sales.orders SELECT n, 'c' || n, n FROM generate_series(1, 5) AS n;
INSERT INTO log VALUES ('2024-05-05', 'x'), ('2025-05-05', 'y');
INSERT INTO log_2026 VALUES ('2026-05-05', 'z');
`;

/** Statements with a gentler way, and words that it must contain. */
const GENTLE: readonly (readonly [string, string])[] = [
  ['CREATE INDEX ON users (lower(email))', 'CREATE INDEX CONCURRENTLY users_lower_idx ON users'],
  [
    'CREATE UNIQUE INDEX by_code ON sales.orders (code DESC) WHERE id > 0',
    'CREATE UNIQUE INDEX CONCURRENTLY by_code ON sales.orders',
  ],
  ['CREATE INDEX log_at ON log (at)', 'ALTER INDEX log_at ATTACH PARTITION log_2024_at_idx'],
  ['DROP INDEX users_age, users_email', 'DROP INDEX CONCURRENTLY users_email'],
  ['REINDEX TABLE users', 'REINDEX TABLE CONCURRENTLY users'],
  ['REINDEX INDEX users_age', 'REINDEX INDEX CONCURRENTLY users_age'],
  ['REFRESH MATERIALIZED VIEW totals', 'REFRESH MATERIALIZED VIEW CONCURRENTLY totals'],
  [
    'ALTER TABLE users ADD FOREIGN KEY (team_id) REFERENCES teams ON DELETE SET NULL',
    'VALIDATE CONSTRAINT users_team_id_fkey',
  ],
  [
    'ALTER TABLE sales.orders ADD CONSTRAINT "Owner" FOREIGN KEY (user_id) REFERENCES users',
    'VALIDATE CONSTRAINT "Owner"',
  ],
  ['ALTER TABLE users ADD CHECK (age > 0)', 'CHECK ((age > 0)) NOT VALID'],
  ['ALTER TABLE users ALTER COLUMN email SET NOT NULL', 'CHECK (email IS NOT NULL) NOT VALID'],
  ['ALTER TABLE users ALTER COLUMN "Odd ""Name""" SET NOT NULL', 'SET NOT NULL'],
  [
    'ALTER TABLE users ALTER email SET NOT NULL, ALTER age SET NOT NULL, ALTER age SET DEFAULT 5, ADD CHECK (age > 0)',
    'SET DEFAULT 5',
  ],
  ['ALTER TABLE users ADD UNIQUE (email)', 'UNIQUE USING INDEX users_email_key'],
  [
    'ALTER TABLE sales.orders ADD CONSTRAINT u UNIQUE NULLS NOT DISTINCT (code, id) DEFERRABLE INITIALLY DEFERRED',
    'USING INDEX u DEFERRABLE INITIALLY DEFERRED',
  ],
  ['ALTER TABLE sales.orders ADD PRIMARY KEY (id)', 'PRIMARY KEY USING INDEX orders_pkey'],
  ['ALTER TABLE sales.orders ADD PRIMARY KEY (code)', 'ALTER COLUMN code SET NOT NULL'],
  ['ALTER TABLE users ADD COLUMN token uuid NOT NULL DEFAULT gen_random_uuid()', 'COMMIT'],
  ['ALTER TABLE users ADD COLUMN lead_id bigint REFERENCES users', 'VALIDATE CONSTRAINT users_lead_id_fkey'],
  ['ALTER TABLE users ADD COLUMN nick text UNIQUE CHECK (nick <> $$$$)', 'UNIQUE USING INDEX users_nick_key'],
  [
    'ALTER TABLE users ADD COLUMN level integer NOT NULL DEFAULT 1 CHECK (level > 0), DROP CONSTRAINT users_pkey',
    'NOT NULL',
  ],
  ['ALTER DOMAIN score ADD CONSTRAINT positive CHECK (VALUE > 0)', 'VALIDATE CONSTRAINT positive'],
  ['ALTER TABLE log DETACH PARTITION log_2024', 'DETACH PARTITION log_2024 CONCURRENTLY'],
  [
    `ALTER TABLE log ATTACH PARTITION log_2026 FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')`,
    'CREATE INDEX CONCURRENTLY log_2026_line_idx',
  ],
];

/** Statements for which nothing gentler is known, or needed. */
const NONE: readonly string[] = [
  'ALTER TABLE users ALTER COLUMN team_id TYPE text',
  'ALTER TABLE users ADD COLUMN n bigserial',
  'ALTER TABLE users ADD COLUMN n bigint GENERATED ALWAYS AS IDENTITY',
  'ALTER TABLE users ADD COLUMN twice integer GENERATED ALWAYS AS (age * 2) STORED',
  'ALTER TABLE bare_rows ADD COLUMN token uuid DEFAULT gen_random_uuid()',
  'ALTER TABLE users ADD COLUMN nick text',
  'ALTER TABLE users ADD CHECK (age > 0) NOT VALID',
  'ALTER TABLE log ADD CHECK (line IS NOT NULL)',
  'REFRESH MATERIALIZED VIEW anonymous',
  'REFRESH MATERIALIZED VIEW totals WITH NO DATA',
  'DROP INDEX log_line',
  'DROP TABLE teams',
  'ALTER TABLE users RENAME TO people',
  'UPDATE users SET age = 1',
  'CREATE TABLE fresh (id integer PRIMARY KEY)',
  'TRUNCATE users',
];

let laboratory: Laboratory;

beforeAll(async () => {
  await prepareParser();
  laboratory = await Laboratory.open();
  await startAfresh();
});

async function startAfresh(): Promise<void> {
  await laboratory.clear();
  await laboratory.must(BASE);
}

afterEach(async () => {
  await laboratory.run('ROLLBACK');
});

afterAll(async () => {
  await laboratory.close();
});

describe('a gentler way', () => {
  test.each(GENTLE)('%s', async (sql, words) => {
    await laboratory.must('BEGIN');
    const rehearsed = await rehearse(laboratory, sql);
    await laboratory.must('ROLLBACK');
    const offer = saferWay(rehearsed);
    expect(offer?.sql.join('\n')).toContain(words);
    expect(offer?.note).not.toBe('');
    for (const statement of offer?.sql ?? []) await laboratory.must(statement);
    expect(compareCatalogs(rehearsed.after, await laboratory.catalog())).toEqual([]);
    await startAfresh();
  });

  test('fills every old row in batches', async () => {
    await laboratory.must('INSERT INTO users (id) SELECT generate_series(6, 2500)');
    await laboratory.must('BEGIN');
    const rehearsed = await rehearse(
      laboratory,
      'ALTER TABLE users ADD COLUMN token uuid NOT NULL DEFAULT gen_random_uuid()',
    );
    await laboratory.must('ROLLBACK');
    for (const statement of saferWay(rehearsed)?.sql ?? []) await laboratory.must(statement);
    expect(await laboratory.value('SELECT count(DISTINCT token) FROM users')).toBe('2500');
    expect(await laboratory.value('SELECT count(DISTINCT xmin::text) FROM users')).toBe('3');
    await startAfresh();
  });

  test.each(NONE)('none for %s', async (sql) => {
    await laboratory.must('BEGIN');
    expect(saferWay(await rehearse(laboratory, sql))).toBeNull();
  });

  test('none for what is concurrent already', async () => {
    expect(saferWay(await rehearse(laboratory, 'CREATE INDEX CONCURRENTLY i ON users (age)'))).toBeNull();
    expect(saferWay(await rehearse(laboratory, 'DROP INDEX CONCURRENTLY i'))).toBeNull();
  });
});
