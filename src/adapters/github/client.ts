import { getOctokit } from '@actions/github';
import { defaults } from '@actions/github/lib/utils';
import { retry } from '@octokit/plugin-retry';
import { throttling } from '@octokit/plugin-throttling';
import { Octokit } from '@octokit/rest';
import { countRequests, type RequestCount } from './request-count.ts';

/** What is asked of a client, whether a workflow's or a command line's. */
export type GitHubClient = Pick<Octokit, 'rest' | 'paginate' | 'graphql'>;

/** How fast the client may be. `immediate` takes out the waits between writes; for servers without limits, and tests. */
type Pace = 'polite' | 'immediate';

export interface ClientOptions {
  readonly token: string;
  /** `https://api.github.com`, or an Enterprise Server's with its `/api/v3`. */
  readonly apiUrl: string;
  readonly pace: Pace;
  /** Counts what is sent, repetitions included. */
  readonly count?: RequestCount;
}

/** Longest wait for a rate limit that is worth keeping a job open, in seconds. */
const LONGEST_WAIT = 60;
const MAX_RETRIES = 2;

/**
 * GitHub's client for a workflow: proxies honoured, server errors tried again, rate limits waited for when the wait is short.
 */
export function githubClient(options: ClientOptions): GitHubClient {
  return getOctokit(options.token, settingsOf(options), countRequests(options.count), retry, throttling);
}

/** The same for a command line. It takes the fetch of the workflow's client, which knows HTTPS_PROXY and NO_PROXY. */
export function githubCommandLineClient(options: ClientOptions): GitHubClient {
  const Client = Octokit.plugin(countRequests(options.count), retry, throttling);
  return new Client({ ...defaults, ...settingsOf(options), auth: options.token });
}

type Settings = NonNullable<Parameters<typeof getOctokit>[1]>;

function settingsOf({ apiUrl, pace }: ClientOptions): Settings {
  const second = pace === 'polite' ? 1000 : 1;
  const waitForLimit = (seconds: number, _request: unknown, _client: unknown, retries: number): boolean =>
    seconds <= LONGEST_WAIT && retries < MAX_RETRIES;
  return {
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
}

/** A queue in the form that the throttling plugin takes, which lets everything through at once. */
const queue = {
  key: () => ({
    schedule: <T extends readonly unknown[]>(
      _options: unknown,
      work: (...given: T) => Promise<unknown>,
      ...given: T
    ) => work(...given),
  }),
};
const withoutGaps: object = { global: queue, auth: queue, search: queue, write: queue, notifications: queue };

function ignore(): void {
  // Answers are told by whoever asked; the client's own log would repeat them.
}
