import { objectKey } from '../../src/model/catalog.ts';
import type { Catalog, CatalogObject, ObjectKind } from '../../src/model/catalog.ts';
import type { Change } from '../../src/model/change.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { ChangedMigration, Migration } from '../../src/model/migration.ts';
import type { Effect } from '../../src/model/observation.ts';
import type { Project } from '../../src/model/project.ts';
import type {
  Rehearsal,
  RehearsedMigration,
  RehearsedStatement,
  Trial,
  ValidationResult,
} from '../../src/model/rehearsal.ts';

/** Rehearsals as the steps before would hand them over: whole by default, changed where a test says so. */

export const FOLDER = 'db/migrations';

export function object(kind: ObjectKind, name: string, relation: string | null = null): CatalogObject {
  return { kind, name, relation, id: `${kind}:${name}`, facts: {} };
}

export function catalog(...objects: readonly CatalogObject[]): Catalog {
  return new Map(objects.map((entry) => [objectKey(entry.kind, entry.name), entry]));
}

export const SHIPPED = catalog(
  object('table', 'users'),
  object('column', 'users.id', 'users'),
  object('column', 'users.legacy', 'users'),
  object('table', 'orders'),
);

export function effect(part: Partial<Effect> = {}): Effect {
  return {
    relation: 'users',
    lock: 'AccessExclusiveLock',
    blocks: 'reads-and-writes',
    work: 'metadata',
    witness: 'measured',
    evidence: 'pg_locks',
    ...part,
  };
}

const ADD_COLUMN: Change = {
  kind: 'add-column',
  object: 'users.email',
  relation: 'users',
  column: 'email',
  type: 'text',
  notNull: false,
  hasDefault: false,
  fill: 'null',
  calls: [],
};

export interface StatementParts extends Partial<Omit<RehearsedStatement, 'statement'>> {
  readonly sql?: string;
  readonly summary?: string;
  readonly line?: number;
  readonly changes?: readonly Change[];
  /** The parser's message; makes the statement unreadable. */
  readonly unreadable?: string;
  /** The engine's message; makes the statement fail. */
  readonly fails?: string;
}

export function engineError(message: string): NonNullable<Trial['error']> {
  return { code: '42703', message, detail: null, hint: null, position: null };
}

export function statement(parts: StatementParts = {}): RehearsedStatement {
  const { sql = 'ALTER TABLE users ADD COLUMN email text', line = 3, unreadable, fails, ...rest } = parts;
  const { summary = sql.slice(0, 80), changes = [ADD_COLUMN], ...seen } = rest;
  const span = {
    start: 0,
    end: Buffer.byteLength(sql),
    line,
    column: 1,
    endLine: line + sql.split('\n').length - 1,
  };
  const error = fails === undefined ? null : engineError(fails);
  return {
    statement:
      unreadable === undefined
        ? { kind: 'readable', sql, span, changes, runsInTransaction: true, summary }
        : { kind: 'unreadable', sql, span, reason: unreadable, at: span },
    observation:
      unreadable === undefined ? { effects: [], rows: [], error, lockTimeout: 5000, notices: [] } : null,
    rowsTrial: { error, dependsOnData: false },
    effects: unreadable === undefined ? [effect()] : [],
    held: [],
    transaction: 0,
    before: SHIPPED,
    after: new Map([...SHIPPED, ...catalog(object('column', 'users.email', 'users'))]),
    phase: 'expand',
    blocking: false,
    broken: [],
    backwardCompatible: true,
    dataLoss: [],
    overwritten: [],
    lockTimeout: 5000,
    ...seen,
  };
}

export function trial(part: Partial<Trial> = {}): Trial {
  return {
    outcome: 'restored',
    sql: ['ALTER TABLE users DROP COLUMN email'],
    drift: [],
    lost: [],
    reason: null,
    error: null,
    transactional: true,
    ...part,
  };
}

export function migration(file: string, part: Partial<Migration> = {}): Migration {
  const path = `${FOLDER}/${file}`;
  return {
    version: file.split('_')[0] ?? file,
    name: file.replace(/^\d+_/, '').replace(/\.sql$/, ''),
    path,
    up: { path, text: '', defect: null },
    down: null,
    transaction: 'per-migration',
    transactionIs: 'assumed',
    checksum: 'ab'.repeat(32),
    ...part,
  };
}

export function added(file: string, part: Partial<Migration> = {}): ChangedMigration {
  return { status: 'added', migration: migration(file, part), was: null };
}

export function rehearsed(
  statements: readonly RehearsedStatement[],
  part: Partial<RehearsedMigration> = {},
): RehearsedMigration {
  return {
    change: added('0002_email.sql'),
    transaction: 'per-migration',
    statements,
    rollback: trial(),
    down: null,
    validation: [],
    safeWays: [],
    ...part,
  };
}

export const PROJECT: Project = {
  path: FOLDER,
  dialect: 'postgres',
  layout: 'flat',
  layoutReason: 'detected: 12 of 12 files match',
  bringsDownFiles: false,
  serverVersion: null,
  transaction: null,
};

export function rehearsal(
  migrations: readonly RehearsedMigration[] = [rehearsed([statement()])],
  part: Partial<Rehearsal> = {},
): Rehearsal {
  return {
    project: PROJECT,
    faults: [],
    engine: { name: 'pglite', version: '18.6' },
    base: { migrations: 12, statements: 41, failures: [] },
    shipped: SHIPPED,
    migrations,
    notRun: [],
    rollback: migrations.length === 0 ? null : trial(),
    unknowns: [],
    ...part,
  };
}

export function finding(part: Partial<Finding> = {}): Finding {
  return {
    rule: 'index-build-blocks-writes',
    severity: 'block',
    project: FOLDER,
    version: '0002',
    path: `${FOLDER}/0002_email.sql`,
    line: 3,
    endLine: 3,
    statement: 0,
    object: 'users_email_idx',
    message: 'CREATE INDEX users_email_idx blocks writes to users for as long as the build takes.',
    evidence: ['ShareLock on users'],
    remedy: {
      text: 'Build it concurrently, in a migration of its own that runs outside of a transaction.',
      sql: ['CREATE INDEX CONCURRENTLY users_email_idx ON users (email)'],
      rehearsed: true,
    },
    ...part,
  };
}

export function validation(part: Partial<ValidationResult> = {}): ValidationResult {
  return {
    when: 'before',
    title: 'Rows of users whose email is NULL',
    sql: 'SELECT count(*) FROM users WHERE email IS NULL',
    expect: '0',
    reason: 'users.email becomes NOT NULL',
    path: `${FOLDER}/0002_email.sql`,
    line: 3,
    outcome: 'ok',
    answer: '0',
    ...part,
  };
}
