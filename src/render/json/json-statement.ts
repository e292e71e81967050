import { withoutCodeMarks } from '../../lib/code.ts';
import { answerTo, fateOf } from '../../model/fate.ts';
import type { Finding } from '../../model/finding.ts';
import type { Effect } from '../../model/observation.ts';
import type { HeldLock, RehearsedStatement } from '../../model/rehearsal.ts';
import type { Statement } from '../../model/statement.ts';
import { statementSummary } from '../statement-summary.ts';
import { jsonFinding } from './json-findings.ts';
import type { JsonStatement } from './json-findings.ts';

/** One statement with the findings that point at it. */
export function jsonStatement(rehearsed: RehearsedStatement, findings: readonly Finding[]): JsonStatement {
  return {
    ...placeOf(rehearsed),
    ...seenOf(rehearsed),
    findings: findings.map(jsonFinding),
    ...errorOf(rehearsed),
  };
}

function placeOf(rehearsed: RehearsedStatement): Pick<JsonStatement, PlaceKey> {
  const { statement, transaction } = rehearsed;
  const { start, end, line, column, endLine } = statement.span;
  return {
    sql: statement.sql,
    start,
    end,
    line,
    column,
    endLine,
    summary: statementSummary(statement),
    fate: fateOf(rehearsed),
    transaction,
  };
}

type PlaceKey = 'sql' | 'start' | 'end' | 'line' | 'column' | 'endLine' | 'summary' | 'fate' | 'transaction';

function seenOf(
  rehearsed: RehearsedStatement,
): Omit<JsonStatement, PlaceKey | 'findings' | 'error' | 'errorDetails'> {
  const { statement, observation, elsewhere } = rehearsed;
  return {
    phase: rehearsed.phase,
    blocking: rehearsed.blocking,
    changes: statement.kind === 'readable' ? statement.changes.map((change) => ({ ...change })) : [],
    ...innerOf(statement),
    effects: rehearsed.effects.map(jsonEffect),
    elsewhere:
      elsewhere === undefined
        ? null
        : { version: elsewhere.version, effects: elsewhere.effects.map(jsonEffect) },
    held: rehearsed.held.map(jsonHeldLock),
    lockTimeout: rehearsed.lockTimeout,
    backwardCompatible: rehearsed.backwardCompatible,
    broken: rehearsed.broken.map(({ relation, action, sql, breaks, error }) => ({
      relation,
      action,
      sql,
      breaks: breaks === null ? null : withoutCodeMarks(breaks),
      error: error?.message ?? null,
    })),
    dataLoss: rehearsed.dataLoss.length > 0,
    lost: rehearsed.dataLoss.map(({ kind, object, rows }) => ({ kind, object, rows })),
    overwritten: rehearsed.overwritten.map(({ kind, object, rows }) => ({ kind, object, rows })),
    rows: (observation?.rows ?? []).map(({ relation, inserted, updated, deleted }) => ({
      relation,
      inserted,
      updated,
      deleted,
    })),
    notices: [...(observation?.notices ?? [])],
  };
}

function innerOf(statement: Statement): Pick<JsonStatement, 'inner'> {
  if (statement.kind === 'unreadable' || statement.inner === undefined) return {};
  return {
    inner: statement.inner.map(({ changes, ...rest }) => ({
      ...rest,
      changes: changes.map((change) => ({ ...change })),
    })),
  };
}

function jsonHeldLock({ relation, lock, blocks, takenBy, takenIn }: HeldLock): HeldLock {
  return { relation, lock, blocks, takenBy, ...(takenIn === undefined ? {} : { takenIn }) };
}

function jsonEffect({ relation, lock, blocks, work, witness, evidence }: Effect): Effect {
  return { relation, lock, blocks, work, witness, evidence };
}

function errorOf(rehearsed: RehearsedStatement): Pick<JsonStatement, 'error' | 'errorDetails'> {
  const error = rehearsed.observation?.error ?? rehearsed.rowsTrial.error;
  return { error: answerTo(rehearsed), errorDetails: error === null ? null : jsonError(error) };
}

/** An engine's error, key by key, so that nothing else slips in. */
export function jsonError(
  error: NonNullable<JsonStatement['errorDetails']>,
): NonNullable<JsonStatement['errorDetails']> {
  const { code, message, detail, hint, position } = error;
  return { code, message, detail, hint, position };
}
