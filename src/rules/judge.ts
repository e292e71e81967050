import { compareText } from '../lib/version-order.ts';
import type { Finding, Severity } from '../model/finding.ts';
import type { Migration } from '../model/migration.ts';
import type { Rehearsal, RehearsedMigration } from '../model/rehearsal.ts';
import type { Hit, Rule } from '../model/rule.ts';
import { RULES } from './index.ts';
import { withLockTimeoutDefault } from './support/lock-timeout-default.ts';

export interface JudgeSettings {
  /** Severity by rule id where it is not the rule's own; `off` leaves the rule out. */
  readonly severities: ReadonlyMap<string, Severity | 'off'>;
  /** `lock_timeout` of the role that runs the migrations, in milliseconds; null when nothing is known of one. */
  readonly lockTimeoutDefault: number | null;
}

/** Runs every rule of the project's dialect over the rehearsal; findings by path, line and rule. */
export function judge(rehearsal: Rehearsal, settings: JudgeSettings): readonly Finding[] {
  const seen = withLockTimeoutDefault(rehearsal, settings.lockTimeoutDefault);
  return RULES.filter((rule) => rule.dialects.includes(rehearsal.project.dialect))
    .flatMap((rule) => findingsOf(rule, seen, settings.severities.get(rule.id) ?? rule.severity))
    .sort(inOrder);
}

function findingsOf(rule: Rule, rehearsal: Rehearsal, severity: Severity | 'off'): Finding[] {
  if (severity === 'off') return [];
  return rule.check(rehearsal).map((hit) => {
    const { statement, object, message, evidence, remedy } = hit;
    const project = rehearsal.project.path;
    const place = placeOf(rehearsal, hit);
    return { rule: rule.id, severity, project, ...place, statement, object, message, evidence, remedy };
  });
}

type Place = Pick<Finding, 'version' | 'path' | 'line' | 'endLine'>;

function placeOf(rehearsal: Rehearsal, { migration: at, statement, path }: Hit): Place {
  const migration = at === null ? undefined : rehearsal.migrations[at];
  if (migration === undefined) return historyPlace(rehearsal, path ?? rehearsal.project.path);
  const { version, path: up } = migration.change.migration;
  return { version, path: path ?? up, ...linesOf(migration, statement) };
}

function linesOf(
  { statements }: RehearsedMigration,
  index: number | null,
): { line: number; endLine: number } {
  const span = index === null ? undefined : statements[index]?.statement.span;
  return span === undefined ? { line: 1, endLine: 1 } : { line: span.line, endLine: span.endLine };
}

function historyPlace(rehearsal: Rehearsal, path: string): Place {
  return { version: versionAt(rehearsal, path), path, line: 1, endLine: 1 };
}

function versionAt({ notRun, migrations }: Rehearsal, path: string): string | null {
  const files: Migration[] = [...notRun, ...migrations.map(({ change }) => change)].map(
    ({ migration }) => migration,
  );
  return files.find((file) => file.path === path)?.version ?? null;
}

function inOrder(left: Finding, right: Finding): number {
  return (
    compareText(left.path, right.path) ||
    left.line - right.line ||
    compareText(left.rule, right.rule) ||
    compareText(left.object, right.object) ||
    compareText(left.message, right.message)
  );
}
