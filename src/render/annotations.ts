import { withoutCodeMarks } from '../lib/code.ts';
import { answerTo, fateOf } from '../model/fate.ts';
import type { Finding, Severity } from '../model/finding.ts';
import type { Plan, ProjectPlan } from '../model/plan.ts';
import type { RehearsedStatement } from '../model/rehearsal.ts';
import type { Annotation } from '../model/report.ts';
import { clip, visibleLine, visibleLines } from './visible.ts';

const LEVEL: Readonly<Record<Severity, Annotation['level']>> = {
  block: 'failure',
  warn: 'warning',
  note: 'notice',
};

/** The runner cuts messages at 4,096 characters and titles at 255. */
const LONGEST_MESSAGE = 4_000;
const LONGEST_TITLE = 200;

/** Marks for the diff: findings, and statements that do not run where no finding says so; weightiest first. */
export function annotationsOf(plan: Plan): Annotation[] {
  const annotations = plan.projects.flatMap((project) => [
    ...stoppedAnnotations(project),
    ...project.findings.map(findingAnnotation),
  ]);
  return (['failure', 'warning', 'notice'] as const).flatMap((level) =>
    annotations.filter((annotation) => annotation.level === level),
  );
}

function findingAnnotation({ rule, severity, path, line, endLine, message, remedy }: Finding): Annotation {
  const instead =
    remedy === null
      ? []
      : [`Instead: ${withoutCodeMarks(remedy.text)}`, ...remedy.sql.map((sql) => `    ${sql}`)];
  return {
    path,
    line,
    endLine,
    level: LEVEL[severity],
    title: clip(visibleLine(`holdpoint: ${rule}`), LONGEST_TITLE),
    message: clip(visibleLines([withoutCodeMarks(message), ...instead].join('\n')), LONGEST_MESSAGE),
  };
}

function stoppedAnnotations({ rehearsal, findings }: ProjectPlan): Annotation[] {
  return rehearsal.migrations.flatMap(({ change, statements }) => {
    const { path } = change.migration;
    const told = (line: number): boolean =>
      findings.some((finding) => finding.path === path && finding.line === line);
    return statements
      .filter(
        (rehearsed) =>
          ['failed', 'unreadable'].includes(fateOf(rehearsed)) && !told(rehearsed.statement.span.line),
      )
      .map((rehearsed) => stoppedAnnotation(rehearsed, path));
  });
}

function stoppedAnnotation(rehearsed: RehearsedStatement, path: string): Annotation {
  const { line, endLine } = rehearsed.statement.span;
  const how = fateOf(rehearsed) === 'unreadable' ? 'The statement cannot be read' : 'The statement fails';
  return {
    path,
    line,
    endLine,
    level: 'failure',
    title: 'holdpoint: statement does not run',
    message: clip(visibleLines(`${how}: ${answerTo(rehearsed) ?? 'no message'}`), LONGEST_MESSAGE),
  };
}
