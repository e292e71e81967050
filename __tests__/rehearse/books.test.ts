import { describe, expect, it } from '@jest/globals';
import { judge } from '../../src/rules/judge.ts';
import type { Rehearsal } from '../../src/model/rehearsal.ts';
import { exampleStage } from '../rules/example-stage.ts';

const rehearseExample = exampleStage();

const USERS = 'CREATE TABLE users (id bigint PRIMARY KEY, email text);';

async function rehearsed(base: string, up: string, down?: string): Promise<Rehearsal> {
  const head = [down === undefined ? { up } : { up, down }];
  const rehearsal = await rehearseExample({ title: up, base: [base], head });
  expect(rehearsal.unknowns).toEqual([]);
  return rehearsal;
}

function rulesOf(rehearsal: Rehearsal): string[] {
  return judge(rehearsal, { severities: new Map(), lockTimeoutDefault: 5000 }).map(({ rule }) => rule);
}

function errorsOf({ migrations }: Rehearsal): (string | null)[] {
  return migrations.flatMap(({ statements }) =>
    statements.map(({ observation }) => observation?.error?.message ?? null),
  );
}

const WRITES = [
  [
    'schema_migrations',
    "INSERT INTO schema_migrations (version) VALUES ('20260101000000'), ('20260102000000');",
  ],
  ['schema_migrations', "INSERT INTO public.schema_migrations (version, dirty) VALUES ('7', false);"],
  [
    'alembic_version',
    "UPDATE alembic_version SET version_num = 'b' WHERE alembic_version.version_num = 'a';",
  ],
  ['alembic_version', "DELETE FROM alembic_version WHERE version_num = 'a';"],
  ['databasechangeloglock', 'UPDATE DATABASECHANGELOGLOCK SET LOCKED = TRUE WHERE ID = 1;'],
  [
    '__EFMigrationsHistory',
    `INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion") VALUES ('1_a', '9.0');`,
  ],
  ['goose_db_version', 'INSERT INTO goose_db_version (version_id, is_applied) VALUES (1, true);'],
] as const;

describe('a change that keeps the books of the program that runs migrations', () => {
  it.each(WRITES)('%s is made up when no migration creates it: %s', async (table, write) => {
    const rehearsal = await rehearsed(USERS, `ALTER TABLE users ADD COLUMN phone text;\n${write}`);

    expect(errorsOf(rehearsal)).toEqual([null, null]);
    expect(rehearsal.base.standIns).toEqual([`the table \`${table}\` of the program that runs migrations`]);
    expect(rehearsal.rollback?.outcome).toBe('restored');
    expect(rulesOf(rehearsal)).toEqual([]);
  });

  const BOOKS = `${USERS}\nCREATE TABLE alembic_version (version_num text PRIMARY KEY);\nINSERT INTO alembic_version VALUES ('a');`;

  it.each([
    "UPDATE alembic_version SET version_num = 'b' WHERE version_num = 'a';",
    "DELETE FROM alembic_version WHERE version_num = 'a';",
    "INSERT INTO alembic_version VALUES ('b');",
  ])('nothing is told of it where the table is there: %s', async (write) => {
    const rehearsal = await rehearsed(
      BOOKS,
      `ALTER TABLE users ADD COLUMN phone text;\n${write}\nCREATE TABLE teams (id bigint PRIMARY KEY);`,
      'DROP TABLE teams;\nALTER TABLE users DROP COLUMN phone;',
    );
    const [migration] = rehearsal.migrations;

    expect(rehearsal.base.standIns).toEqual([]);
    expect(rulesOf(rehearsal)).toEqual([]);
    expect([rehearsal.rollback?.outcome, migration?.down?.outcome]).toEqual(['restored', 'restored']);
    expect(migration?.statements.map(({ phase }) => phase)).toEqual(['expand', 'neutral', 'expand']);
    expect(migration?.validation.filter(({ sql }) => sql.includes('alembic'))).toEqual([]);
  });

  it('does not miss a primary key in it', async () => {
    const rehearsal = await rehearsed(
      USERS,
      "CREATE TABLE schema_migrations (version varchar NOT NULL);\nINSERT INTO schema_migrations VALUES ('1');",
    );

    expect(rehearsal.base.standIns).toEqual([]);
    expect(rulesOf(rehearsal)).toEqual([]);
  });
});

describe('a change of the books themselves is told', () => {
  const BOOKS = `${USERS}\nCREATE TABLE schema_migrations (version text PRIMARY KEY, at date);\nINSERT INTO schema_migrations VALUES ('1');`;

  it.each([
    ['DROP TABLE schema_migrations;', ['drop-in-use']],
    ['ALTER TABLE schema_migrations DROP COLUMN at;', ['drop-in-use']],
    ['ALTER TABLE schema_migrations DROP CONSTRAINT schema_migrations_pkey;', ['replica-identity-lost']],
    ['TRUNCATE schema_migrations;', ['rows-destroyed']],
    ['DELETE FROM schema_migrations;', ['rows-destroyed', 'unbatched-data-change']],
  ])('%s', async (up, rules) => {
    const rehearsal = await rehearsed(BOOKS, up);

    expect(rulesOf(rehearsal)).toEqual(expect.arrayContaining(rules));
  });

  it('and a table that is missing and not written to stays missing', async () => {
    const rehearsal = await rehearsed(USERS, 'DROP TABLE schema_migrations;');

    expect(rulesOf(rehearsal)).toContain('statement-fails');
  });
});
