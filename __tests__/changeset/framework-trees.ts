import { atlasSum } from './atlas-sum.ts';
import type { Files } from './memory-repository.ts';

/** Two statements, which share a transaction where a file is sent as one message. */
export const TWO = 'CREATE TABLE a (b integer);\nCREATE TABLE b ();';
const INDEX = 'CREATE INDEX CONCURRENTLY i ON a (b);';
const SECOND = 'CREATE INDEX CONCURRENTLY j ON a (b);';
const THIRD = 'CREATE INDEX CONCURRENTLY k ON a (b);';
const ATLAS = {
  '20260101000000_a.sql':
    '-- atlas:delimiter -- end\n\nCREATE TABLE a (b integer)\n-- end\nCREATE TABLE b ()\n-- end',
  '20260102000000.sql': `-- atlas:txmode none\n\n${INDEX}`,
};

interface Tree {
  readonly title: string;
  readonly files: Files;
  readonly folder: string;
  readonly layout: string;
  readonly migrations: readonly string[];
  /** Versions with a statement that refuses the transaction that the framework gives it. */
  readonly refused?: readonly string[];
  /** Files that the framework refuses, or does not run. */
  readonly told?: readonly (readonly string[])[];
}

/** One small tree for each framework, and what has to be read from it. */
export const TREES: readonly Tree[] = [
  {
    title: 'Flyway: versions, then repeatable ones; undo files; script configuration; a mixture is refused',
    folder: 'db/migration',
    layout: 'flyway',
    files: {
      'db/flyway.toml': '[flyway]\nlocations = ["filesystem:migration"]\n',
      'db/migration/V1__a.sql': TWO,
      'db/migration/U1__a.sql': 'DROP TABLE a, b;',
      'db/migration/V1.10__c.sql': INDEX,
      'db/migration/V1_9__b.sql': `SET lock_timeout = '1s';\n${INDEX}`,
      'db/migration/V2__d.sql': SECOND,
      'db/migration/V2__d.sql.conf': 'executeInTransaction=false\n',
      'db/migration/R__1st_view.sql': 'CREATE OR REPLACE VIEW v AS SELECT 1;',
      'db/migration/R__2nd_view.sql': 'CREATE OR REPLACE VIEW w AS SELECT 1;',
    },
    migrations: [
      '1: per-migration assumed, down',
      '1_9: per-migration stated',
      '1.10: per-migration assumed',
      '2: none stated',
      'R__1st_view: per-migration assumed',
      'R__2nd_view: per-migration assumed',
    ],
    refused: ['1_9'],
  },
  {
    title: 'Flyway: settings of the project',
    folder: 'sql',
    layout: 'flyway',
    files: {
      'flyway.conf': 'flyway.executeInTransaction=false\nflyway.mixed=true\n',
      'sql/V1__a.sql': TWO,
      'sql/V2__b.sql': 'CREATE TABLE c ();',
      'sql/V2__b.sql.conf': 'executeInTransaction=true',
    },
    migrations: ['1: none stated', '2: per-migration assumed'],
  },
  {
    title: 'Flyway: a group is one transaction',
    folder: 'sql',
    layout: 'flyway',
    files: {
      'flyway.toml': '[flyway]\ngroup = true\n',
      'sql/V1__a.sql': TWO,
      'sql/V2__b.sql': INDEX,
      'sql/R__v.sql': 'CREATE OR REPLACE VIEW v AS SELECT 1;',
    },
    migrations: ['1: all-pending stated', '2: all-pending stated', 'R__v: all-pending stated'],
    told: [['sql/V2__b.sql']],
    refused: ['2'],
  },
  {
    title: 'golang-migrate: several statements of one message share a transaction',
    folder: 'internal/migrations',
    layout: 'golang-migrate',
    files: {
      'go.mod': 'module x\nrequire github.com/golang-migrate/migrate/v4 v4.18.0\n',
      'internal/migrations/000001_a.up.sql': TWO,
      'internal/migrations/000001_a.down.sql': 'DROP TABLE a, b;',
      'internal/migrations/000002_b.up.sql': `-- one; statement\n${INDEX}`,
    },
    migrations: ['000001: per-migration stated, down', '000002: per-migration assumed'],
  },
  {
    title: 'sqlx: the first bytes opt out, which helps a single statement only',
    folder: 'migrations',
    layout: 'sqlx',
    files: {
      'Cargo.toml': '[dependencies]\nsqlx = { version = "0.8" }\n',
      'migrations/20260101000000_a.up.sql': 'CREATE TABLE a (b integer);',
      'migrations/20260101000000_a.down.sql': 'DROP TABLE a;',
      'migrations/20260102000000_b.up.sql': `-- no-transaction\n${INDEX}`,
      'migrations/20260103000000_c.up.sql': `-- no-transaction\n${SECOND}\n${THIRD}`,
      'migrations/20260104000000_d.up.sql': `\n-- no-transaction\n${SECOND}`,
    },
    migrations: [
      '20260101000000: per-migration stated, down',
      '20260102000000: none stated',
      '20260103000000: per-migration stated',
      '20260104000000: per-migration stated',
    ],
    refused: ['20260103000000', '20260104000000'],
  },
  {
    title: 'dbmate: several statements of a section share a transaction in any case',
    folder: 'db/migrations',
    layout: 'dbmate',
    files: {
      'db/migrations/1_a.sql': `-- migrate:up\n${TWO}\n-- migrate:down\nDROP TABLE a, b;\n`,
      'db/migrations/2_b.sql': `-- migrate:up transaction:false\n${INDEX}\n-- migrate:down\nDROP INDEX i;\n`,
      'db/migrations/3_c.sql': `-- migrate:up transaction:false\n${SECOND}\n${THIRD}\n`,
    },
    migrations: ['1: per-migration stated, down', '2: none stated, down', '3: per-migration stated'],
    refused: ['3'],
  },
  {
    title: 'goose: statements are sent one by one',
    folder: 'db/migrations',
    layout: 'goose',
    files: {
      'db/migrations/1_a.sql': `-- +goose Up\n${TWO}\n-- +goose Down\nDROP TABLE a, b;\n`,
      'db/migrations/2_b.sql': `-- +goose NO TRANSACTION\n-- +goose Up\n${INDEX}\n${SECOND}\n`,
    },
    migrations: ['1: per-migration stated, down', '2: none stated'],
  },
  {
    title: 'Diesel: folders, metadata.toml',
    folder: 'migrations',
    layout: 'diesel',
    files: {
      'Cargo.toml': '[dependencies]\ndiesel = "2"\n',
      'migrations/00000000000000_diesel_initial_setup/up.sql': TWO,
      'migrations/00000000000000_diesel_initial_setup/down.sql': 'DROP TABLE a, b;',
      'migrations/2026-01-31-120000_b/up.sql': INDEX,
      'migrations/2026-01-31-120000_b/down.sql': 'DROP INDEX i;',
      'migrations/2026-01-31-120000_b/metadata.toml': 'run_in_transaction = false\n',
    },
    migrations: ['00000000000000: per-migration stated, down', '2026-01-31-120000: none stated, down'],
  },
  {
    title: 'Prisma: lock file',
    folder: 'prisma/migrations',
    layout: 'prisma',
    files: {
      'prisma/migrations/migration_lock.toml': 'provider = "postgresql"\n',
      'prisma/migrations/20260101000000_a/migration.sql': TWO,
      'prisma/migrations/20260102000000_b/migration.sql': INDEX,
    },
    migrations: ['20260101000000: per-migration assumed', '20260102000000: per-migration assumed'],
  },
  {
    title: 'Prisma before 7.4: several statements share a transaction',
    folder: 'prisma/migrations',
    layout: 'prisma',
    files: {
      'package.json': '{ "devDependencies": { "prisma": "^6.3.0" } }',
      'prisma/migrations/20260101000000_a/migration.sql': TWO,
      'prisma/migrations/20260102000000_b/migration.sql': INDEX,
    },
    migrations: ['20260101000000: per-migration stated', '20260102000000: per-migration assumed'],
  },
  {
    title: 'Drizzle: journal, breakpoints',
    folder: 'drizzle',
    layout: 'drizzle',
    files: {
      'drizzle/0000_a.sql': 'CREATE TABLE a (b integer)--> statement-breakpoint\nCREATE TABLE b ();',
      'drizzle/0001_b.sql': INDEX,
      'drizzle/meta/_journal.json': JSON.stringify({
        dialect: 'postgresql',
        entries: [
          { idx: 0, when: 1, tag: '0000_a' },
          { idx: 1, when: 2, tag: '0001_b' },
        ],
      }),
    },
    migrations: ['0000: all-pending stated', '0001: all-pending stated'],
    refused: ['0001'],
  },
  {
    title: 'node-pg-migrate: sections, or none at all',
    folder: 'migrations',
    layout: 'node-pg-migrate',
    files: {
      'migrations/1700000000000_a.sql': `-- Up Migration\n${TWO}\n\n-- Down Migration\nDROP TABLE a, b;`,
      'migrations/1700000000001_b.sql': 'CREATE TABLE c ();',
    },
    migrations: ['1700000000000: all-pending stated, down', '1700000000001: all-pending stated'],
  },
  {
    title: 'node-pg-migrate: each migration by itself',
    folder: 'migrations',
    layout: 'node-pg-migrate',
    files: {
      'package.json': '{ "scripts": { "up": "node-pg-migrate up --no-single-transaction" } }',
      'migrations/1700000000000_a.sql': `-- Up Migration\n${TWO}\n\n-- Down Migration\nDROP TABLE a, b;`,
    },
    migrations: ['1700000000000: per-migration stated, down'],
  },
  {
    title: 'Liquibase: changesets in the order of the changelog',
    folder: 'db/changelog',
    layout: 'liquibase',
    files: {
      'db/changelog/db.changelog-master.yaml':
        'databaseChangeLog:\n- include:\n    file: users.sql\n- include:\n    file: orders.sql\n',
      'db/changelog/orders.sql': `--liquibase formatted sql\n\n--changeset mia:1 dbms:mysql\nSELECT 1;\n--changeset mia:index runInTransaction:false\n--comment: slow\n${INDEX}\n`,
      'db/changelog/users.sql': [
        '--liquibase formatted sql',
        '--changeset "Mia M":create-users splitStatements:false',
        'CREATE TABLE a (b integer);',
        '--rollback DROP TABLE',
        '--rollback   a;',
        '--changeset mia:fn endDelimiter:// rollbackEndDelimiter:GO runOnChange:true',
        'CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT 1; $$',
        '//',
        '/* liquibase rollback',
        'DROP FUNCTION f()',
        'GO',
        '*/',
        '--changeset Mia May:note',
        "COMMENT ON TABLE a IS 'x';",
        '--rollback not required',
      ].join('\n'),
    },
    migrations: [
      'create-users: per-migration stated, down',
      'fn: per-migration stated, down',
      'note: per-migration stated',
      'index: none stated',
    ],
  },
  {
    title: 'Atlas: sum, transaction mode, delimiter',
    folder: 'migrations',
    layout: 'atlas',
    files: {
      ...Object.fromEntries(Object.entries(ATLAS).map(([name, text]) => [`migrations/${name}`, text])),
      'migrations/atlas.sum': atlasSum(ATLAS),
    },
    migrations: ['20260101000000: per-migration stated', '20260102000000: none stated'],
  },
  {
    title: 'Supabase',
    folder: 'supabase/migrations',
    layout: 'supabase',
    files: { 'supabase/config.toml': 'project_id = "x"\n', 'supabase/migrations/20260101000000_a.sql': TWO },
    migrations: ['20260101000000: per-migration assumed'],
  },
  {
    title: 'Hasura',
    folder: 'hasura/migrations/default',
    layout: 'hasura',
    files: {
      'hasura/config.yaml': 'version: 3\nmetadata_directory: metadata\n',
      'hasura/migrations/default/1700000000000_a/up.sql': TWO,
      'hasura/migrations/default/1700000000000_a/down.sql': 'DROP TABLE a, b;',
    },
    migrations: ['1700000000000: per-migration stated, down'],
  },
  {
    title: 'Sqitch: order of the plan, reworked changes',
    folder: 'db',
    layout: 'sqitch',
    files: {
      'db/sqitch.conf': '[core]\n\tengine = pg\n',
      'db/sqitch.plan': [
        '%syntax-version=1.0.0',
        '%project=shop',
        '',
        'users 2026-01-01T00:00:00Z Mia <m@example.org> # Users',
        'api/list [users] 2026-01-02T00:00:00Z Mia <m@example.org> # List',
        '@v1 2026-01-03T00:00:00Z Mia <m@example.org> # Tag',
        'users [users@v1] 2026-01-04T00:00:00Z Mia <m@example.org> # Rework',
      ].join('\n'),
      'db/deploy/users@v1.sql': `BEGIN;\n${TWO}\nCOMMIT;`,
      'db/revert/users@v1.sql': 'DROP TABLE a, b;',
      'db/deploy/users.sql': INDEX,
      'db/revert/users.sql': 'DROP INDEX i;',
      'db/deploy/api/list.sql': 'SELECT 1;',
      'db/verify/users.sql': 'SELECT 1/0;',
    },
    migrations: ['users@v1: none stated, down', 'api/list: none stated', 'users: none stated, down'],
  },
];
