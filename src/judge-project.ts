import type { BatchSettings } from './model/brief.ts';
import type { Dialect } from './model/dialect.ts';
import type { DialectId } from './model/project.ts';
import type { Rehearsal } from './model/rehearsal.ts';
import type { KnownStatistics, SmallTables, WorkRates } from './model/statistics.ts';
import type { Surroundings } from './model/surroundings.ts';
import type { JudgedProject } from './plan/build-plan.ts';
import { estimatesOf } from './plan/estimates/estimates-of.ts';
import { judge, type JudgeSettings } from './rules/judge.ts';
import { serves } from './statistics/serves.ts';

/** Sizes of the reader's own tables, and how fast work on them is. */
export interface KnownSizes {
  readonly known: KnownStatistics;
  readonly rates: WorkRates;
  readonly batch: BatchSettings;
  readonly small: SmallTables;
}

interface JudgeTerms {
  /** Absent where nobody told. */
  readonly sizes?: KnownSizes;
  readonly rules: JudgeSettings;
  readonly dialects: Partial<Readonly<Record<DialectId, Dialect>>>;
}

/** A project with what the rules say of it. Sizes that are of another database tell nothing. */
export function judgeProject(
  rehearsal: Rehearsal,
  surroundings: Surroundings | null,
  { sizes, rules, dialects }: JudgeTerms,
): JudgedProject {
  if (sizes === undefined || !serves(sizes.known, rehearsal))
    return { rehearsal, surroundings, findings: judge(rehearsal, rules, { surroundings }) };
  const { known, rates, batch, small } = sizes;
  const dialect = dialects[rehearsal.project.dialect];
  const estimates = estimatesOf(rehearsal, {
    ...{ statistics: known.statistics, fresh: known.fresh, rates, batch, small },
    sizeQuery: (relation) => dialect?.sizeQuery?.(relation) ?? null,
  });
  return {
    rehearsal,
    estimates,
    surroundings,
    findings: judge(rehearsal, rules, { estimates, surroundings, statistics: known }),
  };
}
