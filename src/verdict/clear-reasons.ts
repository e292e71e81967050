import { code } from '../lib/code.ts';
import { countOf } from '../lib/count-of.ts';
import type { Plan, ProjectPlan } from '../model/plan.ts';
import type { Reason } from '../model/reason.ts';
import type { Rehearsal } from '../model/rehearsal.ts';
import type { StatementEstimate } from '../model/statistics.ts';

/** Why the change is a go: what was run, and what was seen not to happen. */
export function clearReasons(plan: Plan): Reason[] {
  const several = plan.projects.length > 1;
  const reasons = plan.projects.flatMap((project) => {
    const prefix = several ? `${code(project.rehearsal.project.path)}: ` : '';
    return clearTexts(project).map((text) => clear(prefix + text));
  });
  return reasons.length > 0 ? reasons : [clear('The change holds no migrations.')];
}

function clearTexts({ rehearsal, allowed, estimates = [] }: ProjectPlan): string[] {
  const { engine, migrations } = rehearsal;
  const statements = migrations.flatMap((migration) => migration.statements);
  if (engine === null || statements.length === 0) return ['The migrations hold no statements.'];
  const ran = `${countOf(statements.length, 'statement')} ran on ${code(`${engine.name} ${engine.version}`)}`;
  const texts = statements.some(({ blocking }) => blocking)
    ? [
        `${ran}${allSmall(rehearsal, estimates) ? '; what keeps others out works on tables that are known to be small' : ''}.`,
      ]
    : [`${ran}; none blocks reads or writes for a time that grows with a table.`];
  if (statements.every(({ backwardCompatible }) => backwardCompatible)) {
    texts.push('Queries in the shape of the code that runs today still work after every statement.');
  }
  if (migrations.every(({ rollback }) => rollback.outcome === 'restored')) {
    texts.push(
      `${migrations.length === 1 ? 'The rollback was' : 'The rollbacks were'} run and restored schema and rows.`,
    );
  }
  if (allowed.length > 0) {
    const verb = allowed.length === 1 ? 'is' : 'are';
    texts.push(
      `${countOf(allowed.length, 'finding')} ${verb} allowed by comments in the files, with reasons.`,
    );
  }
  return texts;
}

/** True when every statement that blocks for a time that grows is known to be short. */
function allSmall({ migrations }: Rehearsal, estimates: readonly StatementEstimate[]): boolean {
  return migrations.every(({ statements }, migration) =>
    statements.every(
      ({ blocking }, statement) =>
        !blocking ||
        estimates.some((each) => each.small && each.migration === migration && each.statement === statement),
    ),
  );
}

function clear(text: string): Reason {
  return { kind: 'clear', id: null, text, path: null, line: null };
}
