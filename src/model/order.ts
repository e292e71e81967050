import type { Phase } from './rehearsal.ts';

/** A statement of a phase, by its place. */
export interface PlacedStatement {
  /** In words: a line, with its file where there are several. */
  readonly place: string;
  readonly summary: string;
}

/** A phase, and the code that must run everywhere before it begins; null where the code that runs today will do. */
export interface PhaseStep {
  readonly phase: Exclude<Phase, 'neutral'>;
  readonly statements: readonly PlacedStatement[];
  readonly deployedBefore: string | null;
}

/** The first statement after which not everything can come back. */
export interface PointOfNoReturn {
  readonly place: string;
  readonly summary: string;
  /** Columns and tables whose rows or values are gone then, of the whole change. */
  readonly lost: readonly string[];
}

/** A question with one answer that ends the way; every other answer leads to the next question. */
export interface Fork {
  readonly question: string;
  readonly answer: 'yes' | 'no';
  /** What to do then. */
  readonly then: string;
}

/** What to ask when something is wrong after the change, in this order, and what is left to do in the end. */
export interface WayOut {
  readonly forks: readonly Fork[];
  readonly last: string;
}
