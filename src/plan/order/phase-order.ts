import { code } from '../../lib/code.ts';
import { listInWords } from '../../lib/list-in-words.ts';
import { breakageInWords } from '../../model/breakage.ts';
import { fateOf } from '../../model/fate.ts';
import { pathWithin } from '../../model/place.ts';
import type { PhaseStep, PlacedStatement } from '../../model/order.ts';
import type { Rehearsal, RehearsedStatement } from '../../model/rehearsal.ts';
import { statementSummary } from '../statement-summary.ts';

const PHASES = ['expand', 'migrate', 'contract'] as const;
const MOST_BREAKS = 3;

/** The change in the order in which it hurts nobody; empty when it is of one phase only. */
export function phaseOrder({ migrations, project }: Rehearsal): PhaseStep[] {
  const placed = migrations.flatMap(({ change, statements }) => {
    const file = migrations.length === 1 ? null : pathWithin(project.path, change.migration.path);
    return statements.filter(hasRun).map((rehearsed) => placedIn(file, rehearsed));
  });
  const present = PHASES.filter((phase) => placed.some(({ rehearsed }) => rehearsed.phase === phase));
  if (present.length < 2) return [];
  return present.map((phase) => {
    const statements = placed.filter(({ rehearsed }) => rehearsed.phase === phase);
    const deployed = phase === present[0] && phase !== 'contract' ? null : deployedBefore(phase, statements);
    return { phase, statements, deployedBefore: deployed };
  });
}

type Placed = PlacedStatement & { readonly rehearsed: RehearsedStatement };

function hasRun(rehearsed: RehearsedStatement): boolean {
  return ['ran', 'depends-on-data'].includes(fateOf(rehearsed));
}

function placedIn(file: string | null, rehearsed: RehearsedStatement): Placed {
  const { statement } = rehearsed;
  const { line } = statement.span;
  const place = file === null ? `line ${line}` : code(`${file}:${line}`);
  return { place, summary: statementSummary(statement), rehearsed };
}

function deployedBefore(phase: PhaseStep['phase'], statements: readonly Placed[]): string {
  if (phase !== 'contract') return 'Code that fills what is new, and still reads what is old';
  const broken = statements.flatMap(({ rehearsed }) => rehearsed.broken);
  const breaks = breakageInWords(broken, (words) => listInWords(words, MOST_BREAKS));
  if (breaks !== '') return `Code for the new shape; in the old one, ${breaks}`;
  const lost = statements.flatMap(({ rehearsed }) => rehearsed.dataLoss.map(({ object }) => code(object)));
  return lost.length === 0
    ? 'Code for the schema after it'
    : `Code that does without ${listInWords([...new Set(lost)], MOST_BREAKS)}`;
}
