import type { Backfill } from './backfill.ts';
import type { AllowedFinding, Finding } from './finding.ts';
import type { PhaseStep, WayOut } from './order.ts';
import type { Notice } from './project.ts';
import type { Rehearsal, Unknown, ValidationResult } from './rehearsal.ts';
import type { StatementEstimate } from './statistics.ts';
import type { Surroundings } from './surroundings.ts';

/** One item of the readiness checklist. */
export interface ChecklistItem {
  /** Stable kebab-case id: `rollback-tested`. */
  readonly id: string;
  readonly text: string;
  /** `proved` by the machine, `open` for a person, `failed` when the machine saw that it does not hold. */
  readonly state: 'proved' | 'open' | 'failed';
  /** What proves it, or what is missing. */
  readonly evidence: string;
  /** Of the content that a person answers for: another digest, another question. Sixteen hexadecimal digits. */
  readonly digest: string;
}

export interface ProjectPlan {
  readonly rehearsal: Rehearsal;
  readonly findings: readonly Finding[];
  /** Findings that comments in the files allow; they do not count. */
  readonly allowed: readonly AllowedFinding[];
  /** Findings that the steps of a proved series answer; they do not count. Absent in reviews. */
  readonly answered?: readonly Finding[];
  readonly validation: readonly ValidationResult[];
  readonly checklist: readonly ChecklistItem[];
  readonly unknowns: readonly Unknown[];
  /** What the statements will take on the reader's own tables; absent without statistics of them. */
  readonly estimates?: readonly StatementEstimate[];
  /** The phases in the order in which they hurt nobody; empty when there is one only. */
  readonly order: readonly PhaseStep[];
  /** What to decide when something goes wrong; null when running the rollback is all there is to know. */
  readonly wayOut: WayOut | null;
  /** Absent when nobody looked around the change, or there was nothing to look for. */
  readonly surroundings?: Surroundings;
  /** Walks in batches that were proved, by migration and line; absent when there are none. */
  readonly backfills?: readonly Backfill[];
}

/** Everything a report says, before it is put into words. */
export interface Plan {
  readonly base: string;
  readonly head: string;
  readonly projects: readonly ProjectPlan[];
  /** Migrations that were seen and not read, and edits of the configuration; a reader must be told. */
  readonly notices: readonly Notice[];
}
