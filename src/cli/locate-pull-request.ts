import { openPullsBeside } from '../adapters/github/open-pulls.ts';
import { nameOf } from '../adapters/github/place.ts';
import { githubPublisher } from '../adapters/github/publisher.ts';
import { reading } from '../adapters/github/reading-problem.ts';
import { githubRepository } from '../adapters/github/repository.ts';
import { usageProblem } from '../model/problem.ts';
import { githubAccess } from './github-access.ts';
import { pullRequestName } from './github-name.ts';
import type { Location, LocateOptions } from './location.ts';

/**
 * Opens a pull request on GitHub without a checkout; nothing is written there.
 *
 * @param folders relative to the repository root.
 * @throws Problem for what is no pull request, for options of a checkout, and for what keeps us from reading.
 */
export async function locatePullRequest(
  text: string,
  folders: readonly string[],
  options: LocateOptions,
): Promise<Location> {
  if (options.base !== null || !options.git)
    throw checkoutOption(options.base === null ? '--no-git' : '--base');
  const { host, owner, repo, number } = pullRequestName(text);
  const pace = process.env['HOLDPOINT_API_PACE'] === 'immediate' ? 'immediate' : 'polite';
  // Most reviews are local and need none of what speaks to GitHub, which takes its time to load.
  const { githubCommandLineClient } = await import('../adapters/github/client.ts');
  const client = githubCommandLineClient({ ...githubAccess(host, process.env), pace });
  const place = { owner, repo };
  const publisher = githubPublisher(client, { ...place, number });
  const pull = await reading(`pull request #${number} of ${nameOf(place)}`, publisher.pullRequest());
  const commits = { base: pull.baseSha, head: pull.headSha };
  const repository = await githubRepository(client, place, commits);
  return { repository, root: null, folders, openPulls: openPullsBeside(client, place, number) };
}

function checkoutOption(option: string): Error {
  return usageProblem(
    'github-without-checkout',
    `${option} is about a checkout, and --github reads the pull request from GitHub.`,
    'Leave out one of them. The base is that of the pull request.',
  );
}
