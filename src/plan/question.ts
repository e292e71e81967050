import type { ChecklistItem } from '../model/plan.ts';
import type { About } from './digest-of.ts';
import type { Rehearsal, RehearsedStatement, ValidationResult } from '../model/rehearsal.ts';
import type { Surroundings } from '../model/surroundings.ts';

/** What the machine saw of one project. */
export interface Seen {
  readonly rehearsal: Rehearsal;
  readonly validation: readonly ValidationResult[];
  /** Null when nobody looked. */
  readonly surroundings: Surroundings | null;
}

export type Answer = Pick<ChecklistItem, 'state' | 'evidence'>;

/** One item of the readiness checklist and how the machine answers it. */
export interface Question {
  readonly text: string;
  /** What a person who settles it answers for. */
  readonly about: About;
  readonly answer: (seen: Seen) => Answer;
}

export function proved(evidence: string): Answer {
  return { state: 'proved', evidence };
}

export function open(evidence: string): Answer {
  return { state: 'open', evidence };
}

export function failed(evidence: string): Answer {
  return { state: 'failed', evidence };
}

/** The statements of the whole change, in running order. */
export function statementsOf(rehearsal: Rehearsal): RehearsedStatement[] {
  return rehearsal.migrations.flatMap((migration) => migration.statements);
}
