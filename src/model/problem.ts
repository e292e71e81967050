/** What went wrong, in the reader's own names, and what to do next. */
export interface ProblemFacts {
  /** Stable kebab-case code, for tests and search. */
  readonly code: string;
  /** One sentence that names the file, line, key or value. */
  readonly title: string;
  /** One or two sentences: what to do next. */
  readonly hint: string;
  /** `usage` leaves with 64, `internal` with 70. */
  readonly blame: 'usage' | 'internal';
}

/** Stops a review before it can answer. Thrown by steps and adapters, caught once, by the shells. */
export class Problem extends Error {
  readonly facts: ProblemFacts;

  constructor(facts: ProblemFacts, options?: ErrorOptions) {
    super(facts.title, options);
    this.name = 'Problem';
    this.facts = facts;
  }
}

/** The caller gave something that cannot be used. */
export function usageProblem(code: string, title: string, hint: string): Problem {
  return new Problem({ code, title, hint, blame: 'usage' });
}

/** We failed, or the machine under us did. */
export function internalProblem(code: string, title: string, hint: string, cause?: unknown): Problem {
  return new Problem({ code, title, hint, blame: 'internal' }, { cause });
}
