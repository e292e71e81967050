import type { RootContent } from 'mdast';
import { countOf } from '../../lib/count-of.ts';
import type { MigrationStatus } from '../../model/migration.ts';
import type { ProjectPlan } from '../../model/plan.ts';
import { DIALECT_NAME } from '../../model/project.ts';
import type { Section } from '../fit.ts';
import { heading, name, paragraph } from '../nodes.ts';
import { migrationRows } from '../project-view.ts';
import { allowedSection } from './allowed.ts';
import { backfillSection } from './backfill.ts';
import { effectsSection } from './effects.ts';
import { findingsSection } from './findings.ts';
import { historySection } from './history.ts';
import { impactSection } from './impact.ts';
import { measuredSection } from './measured.ts';
import { phasesSection } from './phases.ts';
import { rollbackSection } from './rollback.ts';
import { statementsSection } from './statements.ts';
import { unknownsSection } from './unknowns.ts';
import { validationSection } from './validation.ts';
import { wayOutSection } from './way-out.ts';

/** Everything that is said of one project, in reading order. */
export function projectSections(project: ProjectPlan): Section[] {
  return [
    { weight: 95, levels: [() => titleNodes(project)] },
    statementsSection(migrationRows(project)),
    phasesSection(project),
    findingsSection(project),
    allowedSection(project),
    unknownsSection(project),
    impactSection(project),
    rollbackSection(project),
    wayOutSection(project),
    backfillSection(project),
    validationSection(project),
    effectsSection(project),
    historySection(project),
    measuredSection(project),
  ].map(withLastResort);
}

const DEEPEST = 5;

/** A change of very many projects: when every section is as short as it gets, the light ones go. */
function withLastResort({ weight, levels }: Section): Section {
  const shortest = levels.at(-1) ?? (() => []);
  const padding = Array.from({ length: Math.max(0, DEEPEST - levels.length) }, () => shortest);
  return { weight, levels: [...levels, ...padding, () => []] };
}

const STATUSES: readonly MigrationStatus[] = ['added', 'edited', 'renamed', 'deleted'];

function titleNodes({ rehearsal }: ProjectPlan): RootContent[] {
  const { project, migrations, notRun } = rehearsal;
  const changes = [...migrations.map(({ change }) => change), ...notRun];
  const counts = STATUSES.flatMap((status) => {
    const count = changes.filter((change) => change.status === status).length;
    return count === 0 ? [] : [`${countOf(count, 'migration')} ${status}`];
  });
  return [
    heading(3, project.path === '.' ? 'Migrations' : name(project.path)),
    paragraph([DIALECT_NAME[project.dialect], ...counts].join(' · ')),
  ];
}
