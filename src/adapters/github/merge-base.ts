import { usageProblem } from '../../model/problem.ts';
import type { Reach } from './git-tree.ts';
import { nameOf } from './place.ts';
import { reading } from './reading-problem.ts';
import { refusalOf } from './refusal-of.ts';

/**
 * The commit in which the head left the base.
 * https://docs.github.com/rest/commits/commits#compare-two-commits
 *
 * @throws Problem `no-merge-base`, or what keeps us from reading.
 */
export async function readMergeBase(reach: Reach, base: string, head: string): Promise<string> {
  const { client, place, lane, allowance } = reach;
  const compare = (): ReturnType<typeof client.rest.repos.compareCommitsWithBasehead> =>
    client.rest.repos.compareCommitsWithBasehead({ ...place, basehead: `${base}...${head}`, per_page: 1 });
  const asked = lane(compare).catch((error: unknown) => {
    if (/no common ancestor/i.test(refusalOf(error).message)) throw noMergeBase(base, head);
    throw error;
  });
  const { data, headers } = await reading(`the comparison of ${base} and ${head} in ${nameOf(place)}`, asked);
  allowance.heed(headers);
  return data.merge_base_commit.sha;
}

function noMergeBase(base: string, head: string): Error {
  return usageProblem(
    'no-merge-base',
    `The change ${head} and ${base} have no commit in common.`,
    'Make the change from the branch that it goes to.',
  );
}
