import { answerAsCode, code } from '../lib/code.ts';
import { answerTo, fateOf } from '../model/fate.ts';
import type { Finding } from '../model/finding.ts';
import { pathWithin } from '../model/place.ts';
import type { ProjectPlan } from '../model/plan.ts';
import type { RehearsedMigration, RehearsedStatement } from '../model/rehearsal.ts';
import type { Reason } from '../model/reason.ts';
import { chargeOfFindings, chargeOfUnknown } from './charges.ts';
import type { Accusation } from './charges.ts';
import { toldFindings } from './told-findings.ts';
import { findingReasons } from './finding-reasons.ts';

/** Why the change may not ship as it is: blocking findings, statements that do not run, rollbacks that fail. */
export function refusals(project: ProjectPlan): Accusation[] {
  const told = toldFindings(project).filter(({ severity }) => severity === 'block');
  const migrations = project.rehearsal.migrations;
  return [
    ...migrations.flatMap((migration) => stoppedReasons(migration, told)).map(chargeOfUnknown),
    ...findingReasons(project, 'block').map(chargeOfFindings),
    ...migrations.flatMap((migration) => rollbackReasons(project, migration)).map(chargeOfUnknown),
  ];
}

function stoppedReasons(migration: RehearsedMigration, blocking: readonly Finding[]): Reason[] {
  const { path, up } = migration.change.migration;
  const stopped = migration.statements.filter(
    (rehearsed) =>
      ['unreadable', 'failed'].includes(fateOf(rehearsed)) && !isCovered(rehearsed, path, blocking),
  );
  const reasons = stopped.map((rehearsed) => stoppedReason(rehearsed, path));
  if (up.defect === null || reasons.length > 0 || blocking.some((finding) => finding.path === path))
    return reasons;
  return [unknownReason(`The file cannot be read: ${answerAsCode(up.defect.reason)}`, path, up.defect.line)];
}

function stoppedReason(rehearsed: RehearsedStatement, path: string): Reason {
  const how = fateOf(rehearsed) === 'unreadable' ? 'cannot be read' : 'fails';
  return unknownReason(
    `The statement ${how}: ${answerInWords(rehearsed)}`,
    path,
    rehearsed.statement.span.line,
  );
}

function answerInWords(rehearsed: RehearsedStatement): string {
  const answer = answerTo(rehearsed);
  return answer === null ? 'no message' : answerAsCode(answer);
}

function isCovered({ statement }: RehearsedStatement, path: string, findings: readonly Finding[]): boolean {
  const { line, endLine } = statement.span;
  return findings.some((finding) => finding.path === path && finding.line >= line && finding.line <= endLine);
}

function rollbackReasons(
  project: ProjectPlan,
  { change, rollback, statements }: RehearsedMigration,
): Reason[] {
  const { path } = change.migration;
  const told = toldFindings(project).some(
    (finding) => finding.path === path && finding.rule.includes('rollback'),
  );
  const stopped = statements.some((rehearsed) => fateOf(rehearsed) !== 'ran');
  if (rollback.outcome !== 'failed' || told || stopped) return [];
  const file = pathWithin(project.rehearsal.project.path, path);
  const why =
    rollback.error === null ? (rollback.reason ?? 'no message') : answerAsCode(rollback.error.message);
  return [unknownReason(`The rollback of ${code(file)} fails: ${why}`, path, null)];
}

function unknownReason(text: string, path: string, line: number | null): Reason {
  return { kind: 'unknown', id: null, text, path, line };
}
