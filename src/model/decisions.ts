import type { Phase } from './rehearsal.ts';

/** Something that a person did. */
export interface Act {
  /** Login on the host. */
  readonly by: string;
  /** When, as the host says: ISO 8601 in UTC. */
  readonly at: string;
}

/** A person says that an item of the checklist holds. It counts while the item's content is the same. */
export interface Settlement extends Act {
  /** Id of the item. */
  readonly item: string;
  /** Digest of the item's content at that time. */
  readonly digest: string;
  readonly how: 'tick' | 'attest';
}

/** A person takes responsibility for what a rule found. */
export interface Override extends Act {
  /** Rule id, checklist id, or `unknown`. */
  readonly rule: string;
  /** Object that it is about; null for all of the rule. */
  readonly object: string | null;
  /** Last day on which it counts, `2026-11-30` in UTC. */
  readonly until: string;
  readonly because: string;
  /** Id of the comment that says so. */
  readonly comment: number;
  /** Who took it back; null while it stands. */
  readonly revoked: Act | null;
}

/** The decision maker lets a phase begin, or does not. The last one on a phase counts. */
export interface Ruling extends Act {
  readonly phase: Exclude<Phase, 'neutral'>;
  readonly ruling: 'go' | 'no-go';
  readonly because: string | null;
  readonly comment: number;
}

/** All that people decided about one change. Nothing is ever taken out of it but settlements of content that is gone. */
export interface Decisions {
  readonly settled: readonly Settlement[];
  readonly overrides: readonly Override[];
  readonly rulings: readonly Ruling[];
}

/** What people decided, and the day on which it is read: `2026-11-23` in UTC; overrides end with their day. */
export interface DatedDecisions extends Decisions {
  readonly today: string;
}

/** Nobody decided anything; the day does not matter then. */
export const NO_DECISIONS: DatedDecisions = { settled: [], overrides: [], rulings: [], today: '' };
