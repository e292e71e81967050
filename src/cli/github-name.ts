import { usageProblem } from '../model/problem.ts';

/** A repository on some GitHub, as a person names it. */
export interface GitHubName {
  /** `github.com`, or the host of an Enterprise Server; null where nothing is said. */
  readonly host: string | null;
  readonly owner: string;
  readonly repo: string;
}

export interface PullRequestName extends GitHubName {
  readonly number: number;
}

const PART = '[A-Za-z0-9_.-]+';
const NAME = new RegExp(`^(${PART})/(${PART})$`);
const SHORT = new RegExp(`^(${PART})/(${PART})#(\\d+)$`);
const PAGE = new RegExp(`^/(${PART})/(${PART})/pull/(\\d+)(?:/.*)?$`);
const REMOTE_PATH = new RegExp(`^/?(${PART})/(${PART}?)(?:\\.git)?/?$`);

/** Reads `owner/repo#123` or the address of a pull request. Throws a usage `Problem` for anything else. */
export function pullRequestName(text: string): PullRequestName {
  const url = URL.canParse(text) ? new URL(text) : null;
  const [, owner, repo, number] = (url === null ? SHORT.exec(text) : PAGE.exec(url.pathname)) ?? [];
  if (owner === undefined || repo === undefined)
    throw usageProblem(
      'pull-request-name',
      `${text} is not a pull request.`,
      'Write owner/repo#123, or the address of its page.',
    );
  return { host: url?.host ?? null, owner, repo, number: Number(number) };
}

/** Reads `owner/repo`. Throws a usage `Problem` for anything else. */
export function repositoryName(text: string): GitHubName {
  const [, owner, repo] = NAME.exec(text) ?? [];
  if (owner !== undefined && repo !== undefined) return { host: null, owner, repo };
  throw usageProblem('repository-name', `${text} is not a repository on GitHub.`, 'Write owner/repo.');
}

/** The repository that a git remote leads to; null when it is none of GitHub's kind. */
export function nameOfRemote(remote: string): GitHubName | null {
  const { host, path } = addressOf(remote);
  const [, owner, repo] = REMOTE_PATH.exec(path) ?? [];
  return host === '' || owner === undefined || repo === undefined ? null : { host, owner, repo };
}

/** `git@github.com:acme/shop.git` and `https://github.com/acme/shop.git`. https://git-scm.com/docs/git-clone#_git_urls */
function addressOf(remote: string): { readonly host: string; readonly path: string } {
  const [, host, path] = /^(?:[^@/]+@)?([^:/]+):(?!\/\/)(.+)$/.exec(remote) ?? [];
  if (host !== undefined && path !== undefined) return { host, path };
  if (!URL.canParse(remote)) return { host: '', path: '' };
  const { hostname, pathname } = new URL(remote);
  return { host: hostname, path: pathname };
}
