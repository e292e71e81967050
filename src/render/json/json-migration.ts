import { withoutCodeMarks } from '../../lib/code.ts';
import type { Fact } from '../../model/catalog.ts';
import type { Finding } from '../../model/finding.ts';
import type { ChangedMigration } from '../../model/migration.ts';
import type { RehearsedMigration, Trial } from '../../model/rehearsal.ts';
import { jsonFinding } from './json-findings.ts';
import type { JsonMigration } from './json-findings.ts';
import { jsonError, jsonStatement } from './json-statement.ts';

type JsonTrial = JsonMigration['rollback'];
type JsonFact = JsonTrial['drift'][number]['before'];

/** A migration that was run, with the findings of its file. */
export function jsonMigration(rehearsed: RehearsedMigration, findings: readonly Finding[]): JsonMigration {
  const { change, statements, transaction, rollback, down } = rehearsed;
  return {
    ...identityOf(change),
    transaction,
    rehearsed: true,
    statements: statements.map((statement, index) =>
      jsonStatement(
        statement,
        findings.filter((finding) => finding.statement === index),
      ),
    ),
    rollback: jsonTrial(rollback),
    down: down === null ? null : jsonTrial(down),
    findings: findings.filter(({ statement }) => !isIndex(statement, statements)).map(jsonFinding),
  };
}

/** A shipped migration that the change edits, renames or deletes; it is not run. */
export function jsonNotRun(change: ChangedMigration, findings: readonly Finding[]): JsonMigration {
  const reason = `A shipped migration that is ${change.status} is not run.`;
  return {
    ...identityOf(change),
    transaction: change.migration.transaction,
    rehearsed: false,
    statements: [],
    rollback: { outcome: 'untried', sql: [], drift: [], lost: [], reason, error: null, transactional: true },
    down: null,
    findings: findings.map(jsonFinding),
  };
}

/** A way back; also used for the change as a whole. */
export function jsonTrial(trial: Trial): JsonTrial {
  const { outcome, sql, drift, lost, reason, error, transactional } = trial;
  return {
    outcome,
    sql: [...sql],
    drift: drift.map(({ kind, objectKind, object, fact, before, after, weight, text }) => ({
      kind,
      objectKind,
      object,
      fact,
      before: jsonFact(before),
      after: jsonFact(after),
      weight,
      text: withoutCodeMarks(text),
    })),
    lost: lost.map(({ kind, object, rows }) => ({ kind, object, rows })),
    reason: reason === null ? null : withoutCodeMarks(reason),
    error: error === null ? null : jsonError(error),
    transactional,
  };
}

function identityOf({ status, migration, was }: ChangedMigration): Omit<JsonMigration, Content> {
  const { version, name, path, checksum } = migration;
  return {
    version,
    name,
    path,
    previousPath: was === null || was.path === path ? null : was.path,
    status,
    checksum,
  };
}

type Content = 'transaction' | 'rehearsed' | 'statements' | 'rollback' | 'down' | 'findings';

function isIndex(statement: number | null, statements: readonly unknown[]): boolean {
  return statement !== null && statement >= 0 && statement < statements.length;
}

/** Facts are plain JSON already; the copy makes them writable, which the schema's type asks for. */
function jsonFact(fact: Fact): JsonFact {
  if (fact === null || typeof fact !== 'object') return fact;
  if (isList(fact)) return fact.map(jsonFact);
  return Object.fromEntries(Object.entries(fact).map(([key, value]) => [key, jsonFact(value)]));
}

function isList(fact: readonly Fact[] | Readonly<Record<string, Fact>>): fact is readonly Fact[] {
  return Array.isArray(fact);
}
