import type { Override, Ruling, Settlement } from './decisions.ts';
import type { ChecklistItem } from './plan.ts';
import type { Reason } from './reason.ts';

/** What a person overrules: `/holdpoint accept <rule> <object>`. */
export interface Contested {
  /** Rule id, checklist id, or `unknown`. */
  readonly rule: string;
  /** The object, or the path where there is none. */
  readonly object: string;
}

/** One reason against a change, and what lifts it. */
export interface Charge {
  readonly weighs: 'no-go' | 'hold';
  readonly reason: Reason;
  /** It is lifted when all of these are overruled; never empty. */
  readonly contested: readonly Contested[];
  /** The next step for the author when this is the weightiest charge. */
  readonly next: string;
}

/** Why the checklist holds the merge. */
export interface Danger {
  /** Half a sentence. */
  readonly why: string;
  readonly path: string;
  readonly line: number | null;
}

/** The case for and against a change: all that a verdict needs, and small enough to be kept in a comment. */
export interface Docket {
  /** Folder that paths are told from: that of the only project; empty when there are several. */
  readonly folder: string;
  /** The weightiest first. */
  readonly charges: readonly Charge[];
  /** Why it is a go when no charge is left. */
  readonly clear: readonly Reason[];
  readonly checklist: readonly ChecklistItem[];
  /** Null for a change that cannot hurt: open items are information then. */
  readonly danger: Danger | null;
}

/** An item with what a person said of it. */
export interface SettledItem extends ChecklistItem {
  /** Null when nobody settled it, or when its content changed since. */
  readonly settlement: Settlement | null;
}

/** Whether an override counts, and why not. */
export type OverrideStanding = 'in-force' | 'matches-nothing' | 'expired' | 'revoked';

export interface StandingOverride extends Override {
  readonly standing: OverrideStanding;
}

/** What people decided, as it stands on a day. */
export interface Ledger {
  readonly overrides: readonly StandingOverride[];
  readonly rulings: readonly Ruling[];
}

/** Whether an override is about this; the object may be the end of a path, as people call a file. */
export function isAbout({ rule, object }: Pick<Override, 'rule' | 'object'>, contested: Contested): boolean {
  if (rule !== contested.rule) return false;
  return object === null || object === contested.object || contested.object.endsWith(`/${object}`);
}
