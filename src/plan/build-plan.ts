import type { Backfill } from '../model/backfill.ts';
import type { AllowedFinding, Finding } from '../model/finding.ts';
import type { Plan, ProjectPlan } from '../model/plan.ts';
import type { ChangeSet } from '../model/project.ts';
import type { Rehearsal, ValidationResult } from '../model/rehearsal.ts';
import type { StatementEstimate } from '../model/statistics.ts';
import type { Surroundings } from '../model/surroundings.ts';
import { checklistOf } from './checklist.ts';
import { phaseOrder } from './order/phase-order.ts';
import { wayOut } from './order/way-out.ts';
import { gatherUnknowns } from './gather-unknowns.ts';
import { surroundingUnknowns } from './surrounding-unknowns.ts';

/** What was seen and judged for one project; what a comment in a file allows is among the findings. */
export interface JudgedProject {
  readonly rehearsal: Rehearsal;
  readonly findings: readonly Finding[];
  /** Absent without statistics. */
  readonly estimates?: readonly StatementEstimate[];
  /** Null or absent when nobody looked around. */
  readonly surroundings?: Surroundings | null;
}

/** Step 5: gathers what a report says, before it is put into words. `change` says what was compared, and what was not read. */
export function buildPlan(
  change: Pick<ChangeSet, 'base' | 'head' | 'notices'>,
  projects: readonly JudgedProject[],
): Plan {
  const { base, head, notices } = change;
  return { base, head, projects: projects.map(planProject), notices };
}

function planProject({ rehearsal, findings, estimates, surroundings = null }: JudgedProject): ProjectPlan {
  const validation = validationOf(rehearsal);
  return {
    rehearsal,
    findings: findings.filter(({ allowed }) => allowed === undefined),
    allowed: findings.filter((finding): finding is AllowedFinding => finding.allowed !== undefined),
    validation,
    checklist: checklistOf({ rehearsal, validation, surroundings }),
    unknowns: [...gatherUnknowns(rehearsal, findings), ...surroundingUnknowns(rehearsal, surroundings)],
    ...(estimates === undefined ? {} : { estimates }),
    ...backfillsPart(rehearsal),
    order: phaseOrder(rehearsal),
    wayOut: wayOut({ rehearsal, validation, surroundings }),
    ...(surroundings === null ? {} : { surroundings }),
  };
}

/** Only what was proved is offered. */
function backfillsPart({ migrations }: Rehearsal): { backfills?: readonly Backfill[] } {
  const written = migrations.flatMap(({ backfills = [] }) =>
    backfills.flatMap(({ backfill }) => backfill ?? []),
  );
  const proved = written.filter(({ proof }) => proof.outcome === 'same');
  return proved.length === 0 ? {} : { backfills: proved };
}

/** Queries to run before the change, then those to run after it; a query that two statements ask for stands once. */
function validationOf(rehearsal: Rehearsal): ValidationResult[] {
  const unique = new Map<string, ValidationResult>();
  for (const result of rehearsal.migrations.flatMap((migration) => migration.validation)) {
    const key = JSON.stringify([result.when, result.sql, result.expect, result.outcome, result.answer]);
    if (!unique.has(key)) unique.set(key, result);
  }
  const results = [...unique.values()];
  return (['before', 'after'] as const).flatMap((when) => results.filter((result) => result.when === when));
}
