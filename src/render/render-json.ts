import { withoutCodeMarks } from '../lib/code.ts';
import type { Backfill } from '../model/backfill.ts';
import type { Finding } from '../model/finding.ts';
import type { Migration } from '../model/migration.ts';
import type { Plan, ProjectPlan } from '../model/plan.ts';
import type { Notice } from '../model/project.ts';
import type { Rehearsal, ValidationResult } from '../model/rehearsal.ts';
import { versionWords } from '../model/server-version.ts';
import type { Verdict } from '../model/verdict.ts';
import { jsonAllowed, jsonFinding } from './json/json-findings.ts';
import type { JsonProject } from './json/json-findings.ts';
import { jsonEstimate } from './json/json-estimate.ts';
import { jsonMigration, jsonNotRun, jsonTrial } from './json/json-migration.ts';
import { jsonError } from './json/json-statement.ts';
import { jsonSurroundings } from './json/json-surroundings.ts';
import type { JsonReport } from './json/report-schema.ts';

/** The JSON report, as described by `docs/report.schema.json`; always whole. */
export function renderJson(plan: Plan, verdict: Verdict): string {
  return written({
    format: 1,
    base: plan.base,
    head: plan.head,
    verdict: {
      outcome: verdict.outcome,
      reasons: verdict.reasons.map(({ kind, id, text, path, line }) => ({
        kind,
        id,
        text: withoutCodeMarks(text),
        path,
        line,
      })),
      next: withoutCodeMarks(verdict.next),
    },
    projects: plan.projects.map(jsonProject),
    notices: plan.notices.map(jsonNotice),
  });
}

/** The JSON report of a change without migrations. */
export function renderEmptyJson(notices: readonly Notice[]): string {
  const verdict = { outcome: 'nothing' as const, reasons: [], next: 'Nothing to do.' };
  return written({
    format: 1,
    base: null,
    head: null,
    verdict,
    projects: [],
    notices: notices.map(jsonNotice),
  });
}

function jsonNotice({ path, text }: Notice): JsonReport['notices'][number] {
  return { path, text: withoutCodeMarks(text) };
}

function written(report: JsonReport): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}

function jsonProject(plan: ProjectPlan): JsonProject {
  const { rehearsal, checklist, unknowns } = plan;
  const { project, engine } = rehearsal;
  return {
    path: project.path,
    dialect: project.dialect,
    layout: project.layout,
    layoutReason: project.layoutReason,
    serverVersion:
      project.serverVersion === null ? null : versionWords(project.dialect, project.serverVersion),
    engine: engine === null ? null : { name: engine.name, version: engine.version },
    base: jsonBase(rehearsal),
    ...migrationsAndFindings(plan),
    allowed: plan.allowed.map(jsonAllowed),
    ...(plan.estimates === undefined ? {} : { estimates: plan.estimates.map(jsonEstimate) }),
    rollback: rehearsal.rollback === null ? null : jsonTrial(rehearsal.rollback),
    faults: rehearsal.faults.map(({ kind, paths, version, detail }) => ({
      kind,
      paths: [...paths],
      version,
      detail: withoutCodeMarks(detail),
    })),
    backfills: (plan.backfills ?? []).map(jsonBackfill),
    validation: plan.validation.map(jsonValidation),
    checklist: checklist.map(({ id, text, state, evidence }) => ({
      id,
      text,
      state,
      evidence: withoutCodeMarks(evidence),
    })),
    unknowns: unknowns.map(({ what, because, path, line }) => ({
      what: withoutCodeMarks(what),
      because: withoutCodeMarks(because),
      path,
      line,
    })),
    surroundings: jsonSurroundings(plan.surroundings),
  };
}

function jsonBase({ base }: Rehearsal): JsonProject['base'] {
  const failures = base.failures.map(({ migration, line, sql, error }) => ({
    path: migration.path,
    line,
    sql,
    error: jsonError(error),
  }));
  const standIns = (base.standIns ?? []).map(withoutCodeMarks);
  return { migrations: base.migrations, statements: base.statements, failures, standIns };
}

function jsonBackfill(backfill: Backfill): JsonProject['backfills'][number] {
  const { path, line, relation, key, batch, prepare, procedure, script, progress, skipped, cleanUp, proof } =
    backfill;
  return {
    path,
    line,
    relation,
    key: [...key],
    rows: batch.rows,
    pause: batch.pause,
    prepare: [...prepare],
    procedure: procedure === null ? null : [...procedure],
    script: { ...script },
    progress,
    skipped,
    cleanUp: [...cleanUp],
    triedOn: proof.rows,
  };
}

function jsonValidation(result: ValidationResult): JsonProject['validation'][number] {
  const { when, title, sql, expect, outcome, answer, reason, path, line } = result;
  return {
    when,
    title: withoutCodeMarks(title),
    sql,
    expect,
    outcome,
    answer,
    reason: withoutCodeMarks(reason),
    path,
    line,
  };
}

/** Every finding stands exactly once: with its statement, with its migration, or with the project. */
function migrationsAndFindings({
  rehearsal,
  findings,
}: ProjectPlan): Pick<JsonProject, 'migrations' | 'findings'> {
  const left = new Set(findings);
  const take = (migration: Migration): Finding[] => {
    const paths = [migration.path, migration.up.path, migration.down?.path];
    const taken = [...left].filter(
      ({ version, path }) => version === migration.version && paths.includes(path),
    );
    for (const finding of taken) left.delete(finding);
    return taken;
  };
  const migrations = [
    ...rehearsal.migrations.map((migration) => jsonMigration(migration, take(migration.change.migration))),
    ...rehearsal.notRun.map((change) => jsonNotRun(change, take(change.migration))),
  ];
  return { migrations, findings: [...left].map(jsonFinding) };
}
