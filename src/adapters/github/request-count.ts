import type { Octokit } from '@octokit/rest';

/** Requests that were sent to GitHub, each repetition counted. */
export interface RequestCount {
  sent: number;
}

type Plugin = (client: Pick<Octokit, 'hook'>) => Record<string, never>;

/** A plugin that counts. It comes before the plugins that repeat requests: what is hooked in first is nearest to the wire. */
export function countRequests(count: RequestCount = { sent: 0 }): Plugin {
  return ({ hook }) => {
    hook.before('request', () => {
      count.sent += 1;
    });
    return {};
  };
}
