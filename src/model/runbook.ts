import type { Backfill } from './backfill.ts';
import type { BriefKind, Stage } from './brief.ts';
import type { ChecklistItem } from './plan.ts';
import type { Blocks } from './observation.ts';
import type { Estimate } from './statistics.ts';

/**
 * A migration as it is done, from the first look to the last drop: what `docs/plan-contents.md` lists, filled from what
 * was measured, derived or said. Sentences mark code with backticks, see `lib/code.ts`. Empty parts are left out by
 * whoever renders it; nothing in it is advice in general.
 */
export interface Runbook {
  readonly title: string;
  readonly kind: BriefKind;
  /** Three to five sentences for whoever reads nothing else. */
  readonly summary: readonly string[];
  readonly current: CurrentState;
  readonly target: TargetState;
  readonly phases: readonly RunbookPhase[];
  readonly validation: RunbookValidation;
  readonly rollback: RollbackPlan;
  readonly timeline: readonly TimelineDay[];
  readonly metrics: readonly MetricRow[];
  readonly communication: Communication;
  readonly antiPatterns: readonly AntiPattern[];
  readonly checklist: readonly ChecklistItem[];
  /** What nobody said and nobody could find out, and where to say it. */
  readonly openQuestions: readonly OpenQuestion[];
}

/** SQL or a script that a person runs. */
export interface Script {
  readonly language: 'sql' | 'sh';
  readonly text: string;
  /** "On the primary, as the owner of the tables, outside of a transaction". */
  readonly where: string;
  /** "psql -f 0007_backfill.sql". */
  readonly how: string;
  /** Whether it was run, and on what; null when it was not. */
  readonly witness: string | null;
}

export interface CurrentState {
  /** What is migrated: schema, data, external service, hosting and network, application code. */
  readonly subjects: readonly { readonly subject: string; readonly detail: string }[];
  /** Total size, rows of the tables, users, services, uptime. */
  readonly scale: readonly { readonly what: string; readonly value: string; readonly source: string }[];
  readonly estimates: readonly Estimate[];
  readonly dependencies: readonly { readonly kind: string; readonly name: string; readonly detail: string }[];
  readonly components: readonly ComponentRow[];
}

export interface ComponentRow {
  readonly component: string;
  readonly affected: 'yes' | 'no' | 'unknown';
  readonly impact: string;
  readonly effort: string;
}

export interface TargetState {
  readonly rows: readonly { readonly current: string; readonly target: string; readonly action: string }[];
  /** Of a provider or infrastructure: compatibility, formats, topology, DNS. */
  readonly differences: readonly {
    readonly group: string;
    readonly current: string;
    readonly target: string;
    readonly action: string;
  }[];
}

export interface RunbookPhase {
  readonly stage: Stage;
  /** The code that is deployed while it lasts. */
  readonly code: string;
  /** What happens, in a sentence. */
  readonly what: string;
  /** "This pull request", "the next pull request", "code only". */
  readonly delivery: string;
  readonly steps: readonly RunbookStep[];
  readonly backfills: readonly Backfill[];
  readonly gate: Gate;
}

export interface RunbookStep {
  readonly title: string;
  /** Path and line of the migration; null for a step without SQL of the change. */
  readonly place: string | null;
  readonly script: Script | null;
  readonly blocks: Blocks | null;
  readonly estimate: Estimate | null;
  /** What is checked before the next step. */
  readonly check: string | null;
}

/** Go or no-go at the end of a phase. */
export interface Gate {
  /** Null when nobody was named; then it is an open question. */
  readonly decides: string | null;
  readonly go: readonly string[];
  readonly rollback: readonly string[];
}

export interface RunbookValidation {
  readonly before: readonly RunbookCheck[];
  readonly after: readonly RunbookCheck[];
  /** Application checks: login, list, create, edit … */
  readonly smoke: readonly string[];
  readonly stages: readonly TestStage[];
}

export interface RunbookCheck {
  readonly title: string;
  readonly script: Script;
  readonly expect: string | null;
  readonly reason: string;
}

export interface TestStage {
  readonly stage: string;
  readonly environment: string;
  readonly data: string;
  readonly duration: string;
  readonly gate: string;
}

export interface RollbackPlan {
  /** One for each phase. */
  readonly phases: readonly PhaseRollback[];
  /** Null when everything can be taken back at any time. */
  readonly pointOfNoReturn: {
    readonly stage: Stage;
    readonly place: string;
    readonly what: string;
    readonly lost: readonly string[];
  } | null;
  readonly tree: DecisionNode;
}

export interface PhaseRollback {
  readonly stage: Stage;
  readonly trigger: readonly string[];
  readonly decides: string | null;
  readonly estimate: string;
  readonly steps: readonly { readonly title: string; readonly script: Script | null }[];
  readonly recovery: readonly { readonly title: string; readonly script: Script | null }[];
}

/** A question with its answers, or what to do in the end. */
export type DecisionNode =
  | {
      readonly question: string;
      readonly answers: readonly { readonly answer: string; readonly then: DecisionNode }[];
    }
  | { readonly action: string };

export interface TimelineDay {
  /** Days since the start; `to` is inclusive; null when it has no end. */
  readonly from: number;
  readonly to: number | null;
  readonly title: string;
  readonly stage: Stage | 'preparation' | 'bake';
  readonly items: readonly string[];
  readonly gate: string | null;
}

export interface MetricRow {
  readonly id: string;
  readonly metric: string;
  readonly normal: string;
  readonly alert: string;
  readonly action: string;
}

export interface Communication {
  readonly stakeholders: readonly {
    readonly name: string;
    readonly channel: string;
    readonly when: string;
  }[];
  readonly responsibilities: readonly { readonly task: string; readonly who: string }[];
  /** What customers notice. */
  readonly customers: string | null;
  readonly incident: string | null;
  /** The maintenance window: "2026-12-05 02:00 UTC, for 60 minutes". */
  readonly window: string | null;
}

export interface AntiPattern {
  readonly pattern: string;
  /** Where it is in this change. */
  readonly found: string;
  readonly instead: string;
}

export interface OpenQuestion {
  readonly question: string;
  /** Key of the brief, or of the configuration, that answers it. */
  readonly answer: string;
  /** Whether the migration is held until it is answered, and why. */
  readonly holds: string | null;
}
