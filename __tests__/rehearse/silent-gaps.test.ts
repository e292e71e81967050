import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Rehearsal } from '../../src/model/rehearsal.ts';
import type { RuleExample } from '../../src/model/rule.ts';
import { withExampleStage } from '../rules/rehearse-example.ts';

let rehearseExample: (example: RuleExample) => Promise<Rehearsal>;
let leave: () => void;
let closed: Promise<void>;

beforeAll(async () => {
  await new Promise<void>((resolve, reject) => {
    closed = withExampleStage(async (rehearse) => {
      rehearseExample = rehearse;
      const over = new Promise<void>((done) => (leave = done));
      resolve();
      await over;
    });
    closed.catch(reject);
  });
});

afterAll(async () => {
  leave();
  await closed;
});

const USERS = 'CREATE TABLE users (id bigint PRIMARY KEY);';

function errors({ migrations }: Rehearsal): (string | null)[] {
  return migrations.flatMap(({ statements }) =>
    statements.map(({ observation }) => observation?.error?.message ?? null),
  );
}

describe('a value that is added to an enumerated type in one transaction', () => {
  const use =
    "ALTER TYPE mood ADD VALUE 'calm';\nCREATE TABLE notes (id bigint PRIMARY KEY, mood mood DEFAULT 'calm');";
  const inOne = { transaction: 'per-migration' as const };
  const UNSAFE = 'unsafe use of new value "calm" of enum type mood';

  test('can be used where the type is made there, on PostgreSQL 17 and newer', async () => {
    const up = `CREATE TYPE mood AS ENUM ('glad');\n${use}`;
    const rehearsal = await rehearseExample({ title: 'enum', base: [USERS], head: [{ up, ...inOne }] });
    expect(errors(rehearsal)).toEqual([null, null, null]);
    expect(rehearsal.migrations[0]?.rollback.outcome).toBe('restored');
  });

  test('cannot on PostgreSQL 16', async () => {
    const up = `CREATE TYPE mood AS ENUM ('glad');\n${use}`;
    const rehearsal = await rehearseExample({
      title: 'enum',
      serverVersion: 16,
      base: [USERS],
      head: [{ up, ...inOne }],
    });
    expect(errors(rehearsal)).toEqual([null, null, UNSAFE]);
  });

  test('cannot where the type was there before', async () => {
    const rehearsal = await rehearseExample({
      title: 'enum',
      base: [USERS, "CREATE TYPE mood AS ENUM ('glad');"],
      head: [{ up: use, ...inOne }],
    });
    expect(errors(rehearsal)).toEqual([null, UNSAFE]);
  });

  test('a type that is made twice still fails, and leaves the transaction usable', async () => {
    const up = `CREATE TYPE mood AS ENUM ('glad');\nCREATE TYPE mood AS ENUM ('glad');\nCREATE TABLE t (id int);`;
    const rehearsal = await rehearseExample({ title: 'enum', base: [USERS], head: [{ up, ...inOne }] });
    expect(errors(rehearsal)).toEqual([null, 'type "mood" already exists', null]);
  });
});

describe('the books of the program that runs migrations', () => {
  test.each([
    [
      "INSERT INTO \"schema_migrations\" (version) VALUES ('20260101000000'), ('20260102000000');",
      'schema_migrations',
    ],
    ['INSERT INTO public.schema_migrations (version, dirty) VALUES (7, false);', 'schema_migrations'],
    [
      "INSERT INTO alembic_version (version_num) VALUES ('ab12') RETURNING alembic_version.version_num;",
      'alembic_version',
    ],
    ['INSERT INTO goose_db_version (version_id, is_applied) VALUES (1, true);', 'goose_db_version'],
  ])('%s does not stop the replay', async (insert, table) => {
    const rehearsal = await rehearseExample({
      title: 'books',
      base: [`${USERS}\n${insert}`],
      head: [{ up: 'ALTER TABLE users ADD COLUMN phone text;' }],
    });
    expect(rehearsal.base.failures).toEqual([]);
    expect(rehearsal.base.standIns).toEqual([`the table \`${table}\` of the program that runs migrations`]);
  });

  test('another table that is missing is a failure', async () => {
    const rehearsal = await rehearseExample({
      title: 'books',
      base: [`${USERS}\nINSERT INTO settings (version) VALUES (1);`],
      head: [{ up: 'ALTER TABLE users ADD COLUMN phone text;' }],
    });
    expect(rehearsal.base.failures).toHaveLength(1);
  });
});
