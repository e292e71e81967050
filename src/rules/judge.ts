import { compareText, compareVersions } from '../lib/version-order.ts';
import type { Finding, Severity } from '../model/finding.ts';
import type { Migration } from '../model/migration.ts';
import type { Rehearsal, RehearsedMigration } from '../model/rehearsal.ts';
import type { Hearing, Hit, Rule } from '../model/rule.ts';
import type { KnownStatistics, StatementEstimate } from '../model/statistics.ts';
import type { Surroundings } from '../model/surroundings.ts';
import { RULES } from './index.ts';
import suppressionWithoutEffect from './suppression-without-effect.ts';
import { allow } from './support/allow.ts';
import { bySize } from './support/by-size.ts';
import { insideOf, type Inside } from './support/inside.ts';
import { withLockTimeoutDefault } from './support/lock-timeout-default.ts';

export interface JudgeSettings {
  /** Severity by rule id where it is not the rule's own; `off` leaves the rule out. */
  readonly severities: ReadonlyMap<string, Severity | 'off'>;
  /** `lock_timeout` of the role that runs the migrations, in milliseconds; null when nothing is known of one. */
  readonly lockTimeoutDefault: number | null;
  /** Options by rule id; absent for the rules' own. */
  readonly options?: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** The highest severity that a comment in a file may silence; absent for `block`, which is all. */
  readonly suppressions?: Severity | 'off';
}

/**
 * Runs every rule of the project's dialect over the rehearsal; findings by path (10 after 9), line and rule. Those that a comment
 * in the file allows are among them, marked. Where `estimates` tell that tables are small, what grows with them is a note.
 */
export function judge(
  rehearsal: Rehearsal,
  settings: JudgeSettings,
  { estimates = [], surroundings = null, statistics = null }: Around = {},
): readonly Finding[] {
  const seen = withLockTimeoutDefault(rehearsal, settings.lockTimeoutDefault);
  const rules = RULES.filter((rule) => rule.dialects.includes(rehearsal.project.dialect));
  const heard = { idle: [], surroundings, statistics };
  const found = rules.flatMap((rule) => findingsOf(rule, seen, settings, { ...heard, estimates }));
  const { findings, idle } = allow(found, rehearsal.remarks ?? [], {
    rules: RULES,
    highest: settings.suppressions ?? 'block',
  });
  const unused = findingsOf(suppressionWithoutEffect, seen, settings, { ...heard, idle, estimates: [] });
  return [...findings, ...unused].sort(inOrder);
}

/** What is known besides the rehearsal. */
export interface Around {
  /** What the statements will take on the reader's own tables; absent without statistics. */
  readonly estimates?: readonly StatementEstimate[];
  /** Null or absent when nobody looked around. */
  readonly surroundings?: Surroundings | null;
  /** Null or absent where nobody told of the reader's own tables. */
  readonly statistics?: KnownStatistics | null;
}

interface Known extends Omit<Hearing, 'options'> {
  readonly estimates: readonly StatementEstimate[];
}

function findingsOf(
  rule: Rule,
  rehearsal: Rehearsal,
  settings: JudgeSettings,
  { estimates, ...heard }: Known,
): Finding[] {
  const set = settings.severities.get(rule.id);
  if (set === 'off') return [];
  const options = settings.options?.get(rule.id) ?? new Map<string, number>();
  return rule.check(rehearsal, { ...heard, options }).map((hit) => {
    const { statement, object, remedy } = hit;
    const project = rehearsal.project.path;
    const inside = insideOfHit(rehearsal, hit);
    const place = { ...placeOf(rehearsal, hit), ...lineOf(inside), ...ownLine(hit) };
    const sized = bySize(rule, set ?? hit.severity ?? rule.severity, hit, estimates);
    const evidence = [...hit.evidence, ...inside.evidence, ...sized.evidence];
    return {
      rule: rule.id,
      severity: sized.severity,
      project,
      ...place,
      statement,
      object,
      message: sized.message,
      evidence,
      remedy,
    };
  });
}

function ownLine({ line }: Hit): Partial<Pick<Finding, 'line' | 'endLine'>> {
  return line === undefined ? {} : { line, endLine: line };
}

const OUTSIDE: Inside = { line: null, evidence: [] };

/** Where in a block the hit is, when it is at one. */
function insideOfHit({ migrations }: Rehearsal, { migration, statement, object }: Hit): Inside {
  if (migration === null || statement === null) return OUTSIDE;
  const at = migrations[migration]?.statements[statement];
  return at === undefined ? OUTSIDE : insideOf(at.statement, object);
}

function lineOf({ line }: Inside): Partial<Pick<Finding, 'line' | 'endLine'>> {
  return line === null ? {} : { line, endLine: line };
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
    compareVersions(left.path, right.path) ||
    compareText(left.path, right.path) ||
    left.line - right.line ||
    compareText(left.rule, right.rule) ||
    compareText(left.object, right.object) ||
    compareText(left.message, right.message)
  );
}
