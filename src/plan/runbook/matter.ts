import { fateOf } from '../../model/fate.ts';
import { NO_BRIEF, STAGES, type Brief, type Stage } from '../../model/brief.ts';
import { pathWithin } from '../../model/place.ts';
import type { ProjectPlan } from '../../model/plan.ts';
import type { RehearsedMigration, RehearsedStatement } from '../../model/rehearsal.ts';
import { isReplaced, type Series } from '../../model/series.ts';
import { statementSummary } from '../statement-summary.ts';
import { differenceOf, type ObjectDifference } from './difference.ts';
import type { RunbookInput } from './runbook-input.ts';

/** A statement of the change with the stage that it belongs to. */
export interface PlacedRun {
  readonly project: ProjectPlan;
  readonly migration: RehearsedMigration;
  readonly rehearsed: RehearsedStatement;
  /** Relative to the repository root. */
  readonly path: string;
  readonly line: number;
  /** `0003_email.sql:4`. */
  readonly place: string;
  readonly summary: string;
  readonly stage: Stage;
}

/** The change as every part of the runbook looks at it. */
export interface Matter extends RunbookInput {
  /** The brief; one in which nobody said anything where there is none. */
  readonly said: Brief;
  /** Statements that are run as they stand: those that a proved series stands for are left out. */
  readonly runs: readonly PlacedRun[];
  /** Statements that a proved series stands for. */
  readonly replaced: readonly PlacedRun[];
  /** All statements of the change. */
  readonly statements: readonly PlacedRun[];
  /** Series whose every step was proved. */
  readonly proved: readonly Series[];
  readonly difference: readonly ObjectDifference[];
  /** Tables, columns and values that are gone for good, in running order. */
  readonly lost: readonly string[];
  /** Stages that this migration has, in order. */
  readonly stages: readonly Stage[];
  readonly bakeDays: number;
}

/** Gathers what the parts of the runbook have in common. */
export function matterOf(input: RunbookInput): Matter {
  const proved = input.series.filter((series) => series.proved);
  const projects = input.plan?.projects ?? [];
  const statements = projects.flatMap(placedIn);
  const replaced = statements.filter(({ migration }) => isReplaced(proved, migration.change.migration));
  const places = new Set(replaced.map(({ path, line }) => `${path}:${line}`));
  const runs = statements.filter((run) => !replaced.includes(run));
  return {
    ...input,
    backfills: input.backfills.filter(({ path, line }) => !places.has(`${path}:${line}`)),
    said: input.brief ?? NO_BRIEF,
    runs,
    replaced,
    statements,
    proved,
    difference: projects.flatMap(({ rehearsal }) => differenceOf(rehearsal)),
    lost: lostBy(statements),
    stages: stagesOf(input, runs, proved),
    bakeDays: input.brief?.bakeDays ?? input.settings.bakeDays,
  };
}

function placedIn(project: ProjectPlan): PlacedRun[] {
  return project.rehearsal.migrations.flatMap((migration) => {
    const { path } = migration.change.migration;
    const file = pathWithin(project.rehearsal.project.path, path);
    return migration.statements.map((rehearsed, index) => {
      const { line } = rehearsed.statement.span;
      return {
        project,
        migration,
        rehearsed,
        path,
        line,
        place: `${file}:${line}`,
        summary: statementSummary(rehearsed.statement),
        stage: stageOf(migration.statements, index),
      };
    });
  });
}

/** A setting goes with what follows it, and with what is before it where nothing does. */
function stageOf(statements: readonly RehearsedStatement[], index: number): Stage {
  const around = [...statements.slice(index), ...statements.slice(0, index).reverse()];
  const telling = around.find(({ phase }) => phase !== 'neutral')?.phase ?? 'expand';
  return telling === 'neutral' ? 'expand' : telling;
}

function lostBy(statements: readonly PlacedRun[]): string[] {
  const lost = statements.flatMap(({ rehearsed }) => [...rehearsed.dataLoss, ...rehearsed.overwritten]);
  return [...new Set(lost.map(({ object }) => object))];
}

/** Old code must be gone before a contract, so it always has a switch before it. */
function stagesOf(input: RunbookInput, runs: readonly PlacedRun[], proved: readonly Series[]): Stage[] {
  if (input.brief !== null && input.brief.kind !== 'database') return [...STAGES];
  const present = new Set<Stage>([
    ...runs.filter(({ rehearsed }) => fateOf(rehearsed) !== 'unreadable').map(({ stage }) => stage),
    ...proved.flatMap(({ draft }) => draft.steps.map(({ stage }) => stage)),
  ]);
  if (present.has('contract')) present.add('switch');
  return STAGES.filter((stage) => present.has(stage));
}

/** True when going back does not bring everything back, or old code fails. */
export function needsConsent({ stages, lost }: Pick<Matter, 'stages' | 'lost'>): boolean {
  return stages.includes('contract') || lost.length > 0;
}
