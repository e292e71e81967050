import { getOctokit } from '@actions/github';
import { retry } from '@octokit/plugin-retry';
import { throttling } from '@octokit/plugin-throttling';
import type { Octokit } from '@octokit/rest';

/** What is asked of a client, whether a workflow's or a command line's. */
export type GitHubClient = Pick<Octokit, 'rest' | 'paginate' | 'graphql'>;

/** How fast the client may be. `immediate` takes out the waits between writes; for servers without limits, and tests. */
type Pace = 'polite' | 'immediate';

export interface ClientOptions {
  readonly token: string;
  /** `https://api.github.com`, or an Enterprise Server's with its `/api/v3`. */
  readonly apiUrl: string;
  readonly pace: Pace;
}

/** Longest wait for a rate limit that is worth keeping a job open, in seconds. */
const LONGEST_WAIT = 60;
const MAX_RETRIES = 2;

/**
 * GitHub's client for a workflow: proxies honoured, server errors tried again, rate limits waited for when the wait is short.
 */
export function githubClient({ token, apiUrl, pace }: ClientOptions): GitHubClient {
  const second = pace === 'polite' ? 1000 : 1;
  const waitForLimit = (seconds: number, _request: unknown, _client: unknown, retries: number): boolean =>
    seconds <= LONGEST_WAIT && retries < MAX_RETRIES;
  const options = {
    baseUrl: apiUrl.replace(/\/$/, ''),
    userAgent: 'holdpoint',
    log: { debug: ignore, info: ignore, warn: ignore, error: ignore },
    retry: { retryAfterBaseValue: second, retries: MAX_RETRIES },
    throttle: {
      retryAfterBaseValue: second,
      onRateLimit: waitForLimit,
      onSecondaryRateLimit: waitForLimit,
      ...(pace === 'polite' ? {} : withoutGaps),
    },
  };
  return getOctokit(token, options, retry, throttling);
}

/** A queue in the form that the throttling plugin takes, without its gaps of one and three seconds. */
const queue = { key: () => ({ schedule: (_options: unknown, work: () => Promise<unknown>) => work() }) };
const withoutGaps: object = { write: queue, notifications: queue };

function ignore(): void {
  // Answers are told by whoever asked; the client's own log would repeat them.
}
