import type { Settings } from './config/merge-settings.ts';
import { DIALECTS } from './dialects/dialects.ts';
import { USUAL_BATCH } from './model/brief.ts';
import type { ServerAddress } from './model/dialect.ts';
import type { Deployments } from './model/code-ports.ts';
import type { OpenPulls } from './model/open-pulls.ts';
import type { BaseCache, Progress, Repository } from './model/ports.ts';
import type { DialectId, Notice } from './model/project.ts';
import type { KnownStatistics } from './model/statistics.ts';
import type { ReviewRequest } from './review.ts';
import type { JudgeSettings } from './rules/judge.ts';

/** What a shell knows besides the settings. */
export interface Occasion {
  readonly repository: Repository;
  /** Absolute path of the repository root; null when there is none on this machine. */
  readonly root: string | null;
  /** Folders that the caller named, relative to the repository root. */
  readonly folders: readonly string[];
  /** False runs no engine. */
  readonly rehearsal: boolean;
  /** A server to rehearse on; null takes the embedded engine. */
  readonly server: ServerAddress | null;
  /** Where replayed bases are kept; null for nowhere. */
  readonly cache: BaseCache | null;
  /** What the reader has to know besides; absent for nothing. */
  readonly notices?: readonly Notice[];
  /** Other open pull requests; absent where there are none to ask. */
  readonly openPulls?: OpenPulls;
  /** What was deployed; absent where nobody is to be asked. */
  readonly deployments?: Deployments;
  /** Sizes of the reader's own tables; absent or null where nobody told. */
  readonly statistics?: KnownStatistics | null;
  /** The day of the review, `2026-11-30`. */
  readonly today: string;
  readonly progress: Progress;
}

const SECOND = 1000;
const MEGABYTE = 1024 * 1024;

/** Puts settings and occasion into the form that a review takes. */
export function reviewRequest(settings: Settings, occasion: Occasion): ReviewRequest {
  const { dialect, layout, transaction, serverVersion, since, projects } = settings;
  const { folders, root, repository, server, cache, progress } = occasion;
  const available = Object.keys(DIALECTS) as DialectId[];
  return {
    repository,
    changes: {
      folders,
      projects,
      dialect,
      layout,
      transaction,
      serverVersion,
      since,
      available,
      root,
      variables: settings.variables,
      presupposed: settings.presuppose,
    },
    dialects: DIALECTS,
    limits: occasion.rehearsal ? limitsOf(settings) : null,
    server,
    cache,
    batch: settings.batch,
    rules: judgeSettings(settings),
    survey: {
      components: settings.components,
      days: settings.bakeDays,
      releases: settings.releases,
      today: occasion.today,
    },
    ...hostOf(occasion),
    notices: occasion.notices ?? [],
    briefs: briefTerms(settings),
    ...sizesOf(settings, occasion.statistics ?? null),
    progress,
  };
}

function briefTerms({ plan, bakeDays, metrics }: Settings): NonNullable<ReviewRequest['briefs']> {
  return { required: plan === 'required', bakeDays, metrics };
}

/** Whom to ask at the host. */
function hostOf({ openPulls, deployments }: Occasion): Pick<ReviewRequest, 'openPulls' | 'deployments'> {
  return {
    ...(openPulls === undefined ? {} : { openPulls }),
    ...(deployments === undefined ? {} : { deployments }),
  };
}

function limitsOf({ limits }: Settings): NonNullable<ReviewRequest['limits']> {
  return {
    deadline: limits.deadlineSeconds * SECOND,
    statementDeadline: limits.statementSeconds * SECOND,
    memory: limits.memoryMb * MEGABYTE,
  };
}

function sizesOf(
  { rates, smallTables, batch }: Settings,
  known: KnownStatistics | null,
): Pick<ReviewRequest, 'sizes'> {
  return known === null ? {} : { sizes: { known, rates, batch: batch ?? USUAL_BATCH, small: smallTables } };
}

function judgeSettings({ rules, lockTimeout, suppressions }: Settings): JudgeSettings {
  const severities = Object.entries(rules).flatMap(([id, { severity }]) =>
    severity === undefined ? [] : [[id, severity] as const],
  );
  const options = Object.entries(rules).map(
    ([id, rule]) => [id, new Map(Object.entries(rule.options ?? {}))] as const,
  );
  return {
    severities: new Map(severities),
    options: new Map(options),
    lockTimeoutDefault: lockTimeout,
    suppressions,
  };
}
