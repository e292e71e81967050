import type { EngineOptions } from '../../../../model/dialect.ts';
import type { Problem } from '../../../../model/problem.ts';
import { timeoutProblem } from '../../../engine-process/engine-problems.ts';

/** Given to the server's own `statement_timeout` before ours ends everything, in milliseconds. */
const GRACE = 500;

/** The clocks of a rehearsal on a server. The first reason to stop wins, and everybody who waits gets it. */
export class Limits {
  readonly statement: number;
  readonly #overall: NodeJS.Timeout;
  readonly #stopped: Promise<never>;
  #stop: (problem: Problem) => void = () => undefined;
  #ended: Problem | null = null;

  constructor({ deadline, statementDeadline }: EngineOptions) {
    this.statement = statementDeadline;
    this.#stopped = new Promise<never>((_, reject) => {
      this.#stop = reject;
    });
    this.#stopped.catch(() => undefined);
    this.#overall = setTimeout(() => {
      this.end(timeoutProblem('rehearsal', deadline));
    }, deadline);
  }

  /** Calls `stop` once when the end comes, whatever brings it. */
  onEnd(stop: () => void): void {
    this.#stopped.catch(stop);
  }

  end(problem: Problem): void {
    if (this.#ended !== null) return;
    this.#ended = problem;
    clearTimeout(this.#overall);
    this.#stop(problem);
  }

  /** Waits for the work, but no longer than until the end. */
  within<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#ended !== null) return this.#stopped;
    return Promise.race([work(), this.#stopped]);
  }

  /** Waits for one statement, which ends everything when it takes too long. */
  async withinStatement<Result>(work: () => Promise<Result>): Promise<Result> {
    const timer = setTimeout(() => {
      this.end(timeoutProblem('statement', this.statement));
    }, this.statement + GRACE);
    try {
      return await this.within(work);
    } finally {
      clearTimeout(timer);
    }
  }
}
