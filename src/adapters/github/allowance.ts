import { usageProblem } from '../../model/problem.ts';

type Headers = Readonly<Record<string, string | number | undefined>>;

/**
 * What GitHub's last answer said of the requests that are left.
 * https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api#checking-the-status-of-your-rate-limit
 */
export class Allowance {
  #left = Infinity;
  #until = '';

  /** Takes note of an answer; servers without limits say nothing. */
  heed(headers: Headers): void {
    const { 'x-ratelimit-remaining': left, 'x-ratelimit-reset': reset } = headers;
    if (left === undefined || reset === undefined) return;
    this.#left = Number(left);
    this.#until = new Date(Number(reset) * 1000).toISOString();
  }

  /**
   * Stops before a reading that cannot come to its end, so that what is left stays for others.
   *
   * @throws Problem `github-rate-limited`.
   */
  require(requests: number): void {
    if (requests <= this.#left) return;
    throw usageProblem(
      'github-rate-limited',
      `Reading the change takes ${requests} more requests, and GitHub answers only ${this.#left} until ${this.#until}.`,
      'Try again after that, give a token of your own, or review a checkout.',
    );
  }
}
