import type { Decisions } from '../model/decisions.ts';
import type { Docket } from '../model/docket.ts';
import type { Author } from '../model/ports.ts';
import type { Rights } from '../model/rights.ts';
import type { Command } from './command.ts';
import type { Registry } from './permit.ts';

/** A comment that begins with a command. */
export interface Request {
  readonly comment: number;
  readonly by: Author;
  readonly at: string;
  readonly command: Command;
}

/** What commands are read against. */
export interface Setting {
  readonly rights: Rights;
  readonly registry: Registry;
  /** Null when the change holds no migrations. */
  readonly docket: Docket | null;
  /** Ids of all rules. */
  readonly rules: readonly string[];
  /** `2026-11-23`, UTC. */
  readonly today: string;
  /** When the content of an item was first shown, by `item:digest`. */
  readonly shown: Readonly<Record<string, string>>;
}

/** What came of a command. */
export interface Obeyed {
  readonly decisions: Decisions;
  /** Null when it was done; else why not, for a reply. */
  readonly refusal: string | null;
  /** Done, and something about it must be said. */
  readonly remark: string | null;
}

/** The command of that kind. */
export type Of<Kind extends Command['kind']> = Extract<Command, { readonly kind: Kind }>;

export function done(decisions: Decisions): Obeyed {
  return { decisions, refusal: null, remark: null };
}

export function refused(decisions: Decisions, refusal: string): Obeyed {
  return { decisions, refusal, remark: null };
}
