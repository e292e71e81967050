/** Rehearsals written by hand, for what a rule makes of them. Everything not said is as harmless as can be. */
import {
  objectKey,
  type Catalog,
  type CatalogObject,
  type Fact,
  type ObjectKind,
} from '../../src/model/catalog.ts';
import type { Migration } from '../../src/model/migration.ts';
import type { Effect, EngineError, Observation } from '../../src/model/observation.ts';
import type { Project } from '../../src/model/project.ts';
import type {
  ProbeResult,
  RehearsedMigration,
  RehearsedStatement,
  Rehearsal,
  Trial,
} from '../../src/model/rehearsal.ts';
import type { ReadableStatement, Statement } from '../../src/model/statement.ts';

type Facts = Readonly<Record<string, Fact>>;

export function object(kind: ObjectKind, name: string, facts: Facts = {}, id = name): CatalogObject {
  const relation = ['column', 'constraint', 'policy', 'trigger', 'rule'].includes(kind)
    ? name.slice(0, name.lastIndexOf('.'))
    : null;
  return { kind, name, relation, id, facts };
}

export function index(name: string, relation: string, facts: Facts = {}): CatalogObject {
  return { kind: 'index', name, relation, id: name, facts };
}

export function catalog(...objects: readonly CatalogObject[]): Catalog {
  return new Map(objects.map((each) => [objectKey(each.kind, each.name), each]));
}

/** A table with text columns. */
export function table(name: string, ...columns: readonly string[]): CatalogObject[] {
  return [
    object('table', name),
    ...columns.map((column) =>
      object('column', `${name}.${column}`, { type: 'text', notNull: false, default: null }),
    ),
  ];
}

export function effect(relation: string, lock: string, facts: Partial<Effect> = {}): Effect {
  return {
    relation,
    lock,
    blocks: 'reads-and-writes',
    work: 'metadata',
    witness: 'measured',
    evidence: '',
    ...facts,
  };
}

export function probe(relation: string, breaks: string, message: string | null = 'broken'): ProbeResult {
  const error = message === null ? null : sqlError('42000', message);
  return { relation, action: 'read', sql: `SELECT * FROM ${relation}`, error, breaks, fails: 'shape' };
}

export function sqlError(code: string, message: string): EngineError {
  return { code, message, detail: null, hint: null, position: null };
}

export function readable(sql: string, facts: Partial<ReadableStatement> = {}): ReadableStatement {
  const span = { start: 0, end: sql.length, line: 1, column: 1, endLine: 1 };
  return {
    kind: 'readable',
    sql,
    span,
    changes: [],
    runsInTransaction: true,
    summary: sql.slice(0, 80),
    ...facts,
  };
}

export const QUIET: Observation = { effects: [], rows: [], error: null, lockTimeout: 0, notices: [] };

export interface StatementFacts extends Partial<Omit<RehearsedStatement, 'statement'>> {
  readonly statement?: Statement | string;
}

export function statement({
  statement: given = 'SELECT 1',
  ...facts
}: StatementFacts = {}): RehearsedStatement {
  const before = facts.before ?? catalog();
  return {
    statement: typeof given === 'string' ? readable(given) : given,
    observation: QUIET,
    rowsTrial: { error: null, dependsOnData: false },
    effects: [],
    held: [],
    transaction: 0,
    before,
    after: before,
    phase: 'neutral',
    blocking: false,
    broken: [],
    backwardCompatible: true,
    dataLoss: [],
    overwritten: [],
    lockTimeout: 0,
    ...facts,
  };
}

export const RESTORED: Trial = {
  outcome: 'restored',
  sql: [],
  drift: [],
  lost: [],
  reason: null,
  error: null,
  transactional: true,
};

export function file(version: string, facts: Partial<Migration> = {}): Migration {
  const path = `db/${version}_change.sql`;
  return {
    version,
    name: 'change',
    path,
    up: { path, text: '', defect: null },
    down: null,
    transaction: 'per-migration',
    transactionIs: 'assumed',
    checksum: 'a'.repeat(64),
    ...facts,
  };
}

export function migration(
  statements: readonly RehearsedStatement[],
  facts: Partial<RehearsedMigration> = {},
): RehearsedMigration {
  return {
    change: { status: 'added', migration: file('0002'), was: null },
    transaction: 'per-migration',
    statements,
    rollback: RESTORED,
    down: null,
    validation: [],
    safeWays: [],
    ...facts,
  };
}

const PROJECT: Project = {
  path: 'db',
  dialect: 'postgres',
  layout: 'one-file',
  layoutReason: 'told',
  bringsDownFiles: false,
  serverVersion: null,
  transaction: null,
};

export function rehearsal(
  migrations: readonly RehearsedMigration[],
  facts: Partial<Omit<Rehearsal, 'project'>> & { readonly project?: Partial<Project> } = {},
): Rehearsal {
  return {
    faults: [],
    engine: { name: 'pglite', version: '18.0' },
    base: { migrations: 1, statements: 1, failures: [] },
    shipped: migrations[0]?.statements[0]?.before ?? catalog(),
    migrations,
    notRun: [],
    rollback: null,
    unknowns: [],
    ...facts,
    project: { ...PROJECT, ...facts.project },
  };
}
