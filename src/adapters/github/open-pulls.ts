import type { FileAt, OpenPull, OpenPulls } from '../../model/open-pulls.ts';
import { isTellable } from './blob-reader.ts';
import type { GitHubClient } from './client.ts';
import { nameOf, type RepositoryPlace } from './place.ts';
import { fileTextsQuery, OPEN_PULLS } from './queries.ts';
import { reading } from './reading-problem.ts';

/** What one query asks for at most. */
const MOST_TEXTS = 100;

interface PullsAnswer {
  readonly repository: {
    readonly pullRequests: { readonly nodes: readonly (PullAnswer | null)[] | null };
  } | null;
}

interface PullAnswer {
  readonly number: number;
  readonly title: string;
  readonly headRefOid: string;
  readonly files: {
    readonly nodes: readonly ({ readonly path: string; readonly changeType: string } | null)[] | null;
    readonly pageInfo: { readonly hasNextPage: boolean };
  } | null;
}

interface TextsAnswer {
  readonly repository: Readonly<
    Record<string, { readonly text?: string | null; readonly isTruncated?: boolean } | null>
  > | null;
}

/**
 * The open pull requests of a repository but for one, each question one request. Heads of forks are read here, too: GitHub
 * keeps them under the pull request.
 * https://docs.github.com/pull-requests/collaborating-with-pull-requests/reviewing-changes-in-pull-requests/checking-out-pull-requests-locally
 *
 * @param number the pull request that is left out.
 */
export function openPullsBeside(client: GitHubClient, place: RepositoryPlace, number: number): OpenPulls {
  const { owner, repo } = place;
  const what = `the open pull requests of ${nameOf(place)}`;
  return {
    mostTexts: MOST_TEXTS,
    list: async () => {
      const { repository } = await reading(what, client.graphql<PullsAnswer>(OPEN_PULLS, { owner, repo }));
      const pulls = present(repository?.pullRequests.nodes ?? []);
      return pulls.filter((pull) => pull.number !== number).map(pullOf);
    },
    texts: async (files) => {
      const places = files.map(({ commit, path }: FileAt) => `${commit}:${path}`);
      if (places.length === 0) return [];
      const variables = Object.fromEntries(places.map((each, index) => [`f${index}`, each]));
      const query = fileTextsQuery(places);
      const { repository } = await reading(
        what,
        client.graphql<TextsAnswer>(query, { owner, repo, ...variables }),
      );
      return places.map((_, index) => {
        const blob = repository?.[`f${index}`];
        return blob?.isTruncated === false ? (blob.text ?? null) : null;
      });
    },
  };
}

function pullOf({ number, title, headRefOid, files }: PullAnswer): OpenPull {
  const there = present(files?.nodes ?? []).filter(({ changeType }) => changeType !== 'DELETED');
  return {
    number,
    title,
    head: headRefOid,
    paths: there.map(({ path }) => path).filter(isTellable),
    whole: files?.pageInfo.hasNextPage === false,
  };
}

/** GraphQL gives null for what the token may not see. */
function present<T>(nodes: readonly (T | null)[]): T[] {
  return nodes.filter((node) => node !== null);
}
