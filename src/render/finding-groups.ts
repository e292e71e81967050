import { code } from '../lib/code.ts';
import type { Finding, Severity } from '../model/finding.ts';
import { pathWithin } from '../model/place.ts';
import type { ProjectPlan } from '../model/plan.ts';
import { groupRemedies, type GroupRemedy } from './group-remedies.ts';
import { statementSummary } from './statement-summary.ts';

export const SEVERITIES: readonly Severity[] = ['block', 'warn', 'note'];

/** A command is of use only as a whole. */
const LONGEST_COMMAND = 240;

/** The findings at one statement, or about one migration or file as a whole. */
export interface FindingGroup {
  readonly severity: Severity;
  /** As the project's folder says it: `0003_orders.sql`. */
  readonly file: string;
  /** Null when no statement is meant. */
  readonly line: number | null;
  /** The statement in short; null when the findings are not about one. */
  readonly summary: string | null;
  /** Gravest first. */
  readonly findings: readonly Finding[];
  /** What to do instead, each once: that of the gravest finding first, and of those alike the one with SQL. */
  readonly remedies: readonly GroupRemedy[];
}

/** Findings by the place they are about: those that hold the merge first, else in the order of files and lines. */
export function findingGroups({
  findings,
  rehearsal,
}: Pick<ProjectPlan, 'findings' | 'rehearsal'>): FindingGroup[] {
  const folder = rehearsal.project.path;
  const byPlace = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = JSON.stringify([finding.path, finding.version, finding.statement]);
    byPlace.set(key, [...(byPlace.get(key) ?? []), finding]);
  }
  const groups = [...byPlace.values()].map((alike): FindingGroup => {
    const sorted = bySeverity(alike, ({ severity }) => severity);
    const [first] = sorted;
    return {
      severity: first?.severity ?? 'note',
      file: pathWithin(folder, first?.path ?? ''),
      line: first === undefined || isAboutFile(first) ? null : first.line,
      summary: first === undefined ? null : summaryAt(rehearsal, first),
      findings: sorted,
      remedies: [
        ...groupRemedies(bySeverity(alike.toSorted(withSqlFirst), ({ severity }) => severity)),
        ...splitRemedy(rehearsal, sorted),
      ],
    };
  });
  return bySeverity(groups, ({ severity }) => severity);
}

/** A finding about a whole file stands at its first line, which says nothing. */
function isAboutFile({ statement, line }: Finding): boolean {
  return statement === null && line === 1;
}

function bySeverity<Item>(items: readonly Item[], severityOf: (item: Item) => Severity): Item[] {
  return SEVERITIES.flatMap((severity) => items.filter((item) => severityOf(item) === severity));
}

function summaryAt(
  { migrations }: ProjectPlan['rehearsal'],
  { path, version, statement }: Finding,
): string | null {
  if (statement === null) return null;
  const migration = migrations.find(
    ({ change }) => change.migration.path === path && change.migration.version === version,
  );
  const rehearsed = migration?.statements[statement];
  return rehearsed === undefined ? null : statementSummary(rehearsed.statement);
}

/** Of what is equally grave, what can be run. */
function withSqlFirst(left: Finding, right: Finding): number {
  return Number((right.remedy?.sql.length ?? 0) > 0) - Number((left.remedy?.sql.length ?? 0) > 0);
}

/** The command that writes the steps which the other remedies speak of. */
function splitRemedy(
  { migrations, withoutSeries }: ProjectPlan['rehearsal'],
  findings: readonly Finding[],
): GroupRemedy[] {
  const finding = findings.find(({ remedy }) => remedy?.splits === true);
  if (finding === undefined || withoutSeries === true) return [];
  const { path, version } = finding;
  const isOneOfSeveral = migrations.filter(({ change }) => change.migration.path === path).length > 1;
  const command = code(
    `holdpoint split ${path}${isOneOfSeveral ? `#${version ?? ''}` : ''}`,
    LONGEST_COMMAND,
  );
  const text = `${command} writes such steps as migrations of their own, where it can prove them by running them.`;
  return [{ text, sql: [], rehearsed: false, isSafeWay: false }];
}

/** Evidence that the message does not hold already. */
export function furtherEvidence({ message, evidence }: Finding): string[] {
  return evidence.filter((text) => text !== '' && !message.includes(text));
}
