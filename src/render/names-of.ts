import type { Plan, ProjectPlan } from '../model/plan.ts';
import type { RehearsedStatement } from '../model/rehearsal.ts';
import type { Names } from './prose.ts';
import { statementSummary } from './statement-summary.ts';

/** Names of what the change touches, and of its files: shown as code wherever a sentence holds them. */
export function namesOf(plan: Plan): Names {
  return new Set(
    [...plan.notices.map(({ path }) => path), ...plan.projects.flatMap(projectNames)].filter(
      (name) => name !== '',
    ),
  );
}

function projectNames({ rehearsal, findings }: ProjectPlan): string[] {
  return [
    rehearsal.project.path,
    ...findings.flatMap(({ object, path, rule }) => [object, path, rule]),
    ...rehearsal.migrations.flatMap(({ change, statements, rollback, down }) => [
      change.migration.path,
      change.migration.version,
      ...statements.flatMap(statementNames),
      ...[...rollback.drift, ...(down?.drift ?? [])].map(({ object }) => object),
    ]),
    ...rehearsal.notRun.flatMap(({ migration, was }) => [
      migration.path,
      ...(was === null ? [] : [was.path]),
    ]),
  ];
}

function statementNames({ statement, effects, dataLoss, overwritten }: RehearsedStatement): string[] {
  const changes = statement.kind === 'readable' ? statement.changes : [];
  return [
    statementSummary(statement),
    ...changes.flatMap(({ object, relation }) => [object, ...(relation === null ? [] : [relation])]),
    ...effects.map(({ relation }) => relation),
    ...[...dataLoss, ...overwritten].map(({ object }) => object),
  ];
}
