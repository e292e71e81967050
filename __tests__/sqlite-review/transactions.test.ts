import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buildAction } from '../action/run-action.ts';
import { runHoldpoint } from '../cli/run-holdpoint.ts';

buildAction();

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdpoint-sqlite-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const SHOP =
  'CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);\nCREATE TABLE orders (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users (id) ON DELETE CASCADE);\n';
const REBUILD =
  'PRAGMA foreign_keys=OFF;\nCREATE TABLE "new_users" (id INTEGER PRIMARY KEY, email TEXT, note TEXT);\nINSERT INTO "new_users" (id, email) SELECT id, email FROM "users";\nDROP TABLE "users";\nALTER TABLE "new_users" RENAME TO "users";\nPRAGMA foreign_keys=ON;\n';

const PRISMA = {
  'migration_lock.toml': 'provider = "sqlite"\n',
  '20240101000000_shop/migration.sql': SHOP,
  '20240201000000_note/migration.sql': REBUILD,
};
const SQLX = {
  '20240101000000_shop.sql': SHOP,
  '20240201000000_note.sql': REBUILD,
};

interface Report {
  readonly projects: readonly {
    readonly layout: string;
    readonly migrations: readonly {
      readonly transaction: string;
      readonly statements: readonly {
        readonly findings: readonly {
          readonly rule: string;
          readonly message: string;
          readonly evidence: readonly string[];
        }[];
      }[];
    }[];
  }[];
}

async function reviewed(
  name: string,
  files: Readonly<Record<string, string>>,
  layout: string,
): Promise<Report> {
  for (const [path, text] of Object.entries(files)) {
    const file = join(folder, name, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  const since = layout === 'prisma' ? '20240101000000_shop' : '20240101000000';
  const options = [
    '--no-git',
    '--dialect',
    'sqlite',
    '--layout',
    layout,
    '--since',
    since,
    '--format',
    'json',
  ];
  const { stdout } = await runHoldpoint(['review', join(folder, name), ...options]);
  return JSON.parse(stdout) as Report;
}

function rulesOf({ projects }: Report): Set<string> {
  const statements = projects.flatMap(({ migrations }) =>
    migrations.flatMap((migration) => migration.statements),
  );
  return new Set(statements.flatMap(({ findings }) => findings.map(({ rule }) => rule)));
}

test('Prisma opens no transaction, so that its own rebuild keeps the rows of children', async () => {
  const report = await reviewed('prisma', PRISMA, 'prisma');
  expect(report.projects[0]?.migrations[0]?.transaction).toBe('per-statement');
  const rules = rulesOf(report);
  expect([...rules]).toContain('database-locked-during-work');
  expect([...rules]).not.toContain('pragma-ignored');
  expect([...rules]).not.toContain('rows-destroyed');
  expect([...rules]).not.toContain('drop-in-use');
});

test('sqlx wraps the same file in a transaction, where the pragma does nothing and rows of children go', async () => {
  const report = await reviewed('sqlx', SQLX, 'sqlx');
  expect(report.projects[0]?.migrations[0]?.transaction).toBe('per-migration');
  const rules = rulesOf(report);
  expect([...rules]).toContain('pragma-ignored');
  expect([...rules]).toContain('rows-destroyed');
});

const STRICT = {
  '20240101000000_shop.sql': SHOP.replace('email TEXT', 'email TEXT UNIQUE').replace(
    'user_id INTEGER',
    'user_id INTEGER NOT NULL',
  ),
  '20240201000000_note.sql': REBUILD,
};

function findingsOf({
  projects,
}: Report): Report['projects'][0]['migrations'][0]['statements'][0]['findings'] {
  return projects.flatMap(({ migrations }) =>
    migrations.flatMap(({ statements }) => statements.flatMap(({ findings }) => findings)),
  );
}

test('what fails only while the table is away is not told of the code that meets the end of the transaction', async () => {
  const findings = findingsOf(await reviewed('stale', STRICT, 'sqlx'));
  const [lost] = findings.filter(({ rule }) => rule === 'rows-destroyed');
  expect(lost?.evidence).toEqual(['3 synthetic rows of orders gone after the statement']);
  expect(findings.flatMap(({ message, evidence }) => [message, ...evidence]).join('\n')).not.toContain(
    'no such table',
  );
  expect(findings.map(({ rule }) => rule)).not.toContain('other-break');
});

test('what the table built anew refuses is told, although the old one is healed', async () => {
  const findings = findingsOf(await reviewed('refusing', STRICT, 'sqlx'));
  const [refused] = findings.filter(({ rule }) => rule === 'drop-in-use');
  expect(refused?.message).toContain('upserts on users (email) fail');
  expect(refused?.evidence.join('\n')).toContain('ON CONFLICT clause does not match');
});
