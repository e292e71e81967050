import type { BatchSettings, BriefMetric } from '../model/brief.ts';
import type { Severity } from '../model/finding.ts';
import type { Presupposed } from '../model/project.ts';
import { USUAL_RIGHTS, type Rights } from '../model/rights.ts';
import { USUAL_RATES, USUAL_SMALL_TABLES, type SmallTables, type WorkRates } from '../model/statistics.ts';
import type { ProjectSettings } from '../model/project-settings.ts';
import type { ComponentId } from '../model/surroundings.ts';

/** What `.holdpoint.yml` says; everything that it leaves out has its default. */
export interface Configuration {
  readonly projects: readonly ProjectSettings[];
  /** Severities and options by rule id, only for rules that the file names. */
  readonly rules: Readonly<Record<string, RuleSettings>>;
  /** Null leaves it to the shell: the command line fails from `hold` on, the action never. */
  readonly failOn: FailOn | null;
  readonly comment: CommentMode;
  readonly limits: Limits;
  /** Lock timeout that the team's role or database sets, in milliseconds; null when it sets none. */
  readonly lockTimeout: number | null;
  /** Migrations up to this version are history; null compares base with head. */
  readonly since: string | null;
  /** What stands for template variables in migrations, by their names. */
  readonly variables: Readonly<Record<string, string>>;
  /** The highest severity that a comment in a file may silence. */
  readonly suppressions: Severity | 'off';
  /** Who may tick, attest, overrule and decide on a pull request. */
  readonly rights: Rights;
  /** What databases hold before the first migration. */
  readonly presuppose: Presupposed;
  /** File with the sizes of the tables; null for the usual one, where it is there. */
  readonly stats: string | null;
  readonly rates: WorkRates;
  readonly smallTables: SmallTables;
  /** Thresholds of what is watched during a migration, by the metric's id, over the usual ones. */
  readonly metrics: Readonly<Record<string, BriefMetric>>;
  /** Days for which code has to do without something before it is taken away. */
  readonly bakeDays: number;
  /** Pattern of the tags that are releases. */
  readonly releases: string;
  /** Patterns of paths by component, where they are not the usual ones. */
  readonly components: Readonly<Partial<Record<ComponentId, readonly string[]>>>;
  /** Of backfills, which a review writes and tries only where the file has them; null where it has not. */
  readonly batch: BatchSettings | null;
  /** Whether a change that cannot be taken back, or that old code does not survive, needs a brief. */
  readonly plan: PlanMode;
}

export interface RuleSettings {
  /** Absent for the rule's own. */
  readonly severity?: Severity | 'off';
  /** The rule's options by name, as far as the file sets them: durations in milliseconds, counts. */
  readonly options?: Readonly<Record<string, number>>;
}

/** The verdict from which on the run fails. */
type FailOn = (typeof FAIL_ON)[number];
export const FAIL_ON = ['no-go', 'hold', 'never'] as const;

/** When a comment is published. */
type CommentMode = (typeof COMMENT_MODES)[number];
export const COMMENT_MODES = ['always', 'on-findings', 'never'] as const;

/** Whether the brief of a change has to be whole. */
type PlanMode = (typeof PLAN_MODES)[number];
export const PLAN_MODES = ['optional', 'required'] as const;

/** What the rehearsal may use. */
export interface Limits {
  /** Wall clock for the whole rehearsal. */
  readonly deadlineSeconds: number;
  /** Wall clock for one statement. */
  readonly statementSeconds: number;
  readonly memoryMb: number;
}

export const DEFAULT_CONFIGURATION: Configuration = {
  rights: USUAL_RIGHTS,
  projects: [],
  rules: {},
  suppressions: 'block',
  failOn: null,
  comment: 'always',
  limits: { deadlineSeconds: 300, statementSeconds: 30, memoryMb: 1024 },
  lockTimeout: null,
  since: null,
  variables: {},
  presuppose: { schemas: [], roles: [], extensions: [] },
  stats: null,
  rates: USUAL_RATES,
  smallTables: USUAL_SMALL_TABLES,
  metrics: {},
  bakeDays: 7,
  releases: 'v*',
  components: {},
  batch: null,
  plan: 'optional',
};
