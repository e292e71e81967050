import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

export type Files = Readonly<Record<string, string>>;

/** How `actions/checkout` left the workspace. */
export type Checkout =
  /** `fetch-depth: 0`: everything, with the merge commit checked out. */
  | 'full'
  /** The default: the merge commit alone. */
  | 'shallow'
  /** The same, and the remote cannot be reached any more. */
  | 'cut-off'
  /** `ref: <head>` with the default depth: the head commit alone. */
  | 'head-only'
  /** No checkout step at all. */
  | 'none';

/** A pull request in real git repositories: an origin, and a workspace as the runner has it. */
export interface PullRequestFixture {
  /** What the host has. */
  readonly origin: string;
  readonly workspace: string;
  readonly home: string;
  readonly baseSha: string;
  readonly headSha: string;
  readonly mergeSha: string;
  /** Adds a commit to the pull request and checks its new merge commit out. */
  push(files: Files): PullRequestFixture;
  remove(): void;
}

/** Builds a pull request that adds `head` to `base`. */
export function openPullRequest(base: Files, head: Files, checkout: Checkout = 'full'): PullRequestFixture {
  const root = mkdtempSync(join(tmpdir(), 'holdpoint-action-'));
  const origin = join(root, 'origin');
  mkdirSync(origin);
  const git = gitIn(origin);
  git('init', '--quiet', '--initial-branch=main');
  git('config', 'uploadpack.allowAnySHA1InWant', 'true');
  commit(origin, base, 'Ship');
  git('checkout', '--quiet', '-b', 'change');
  commit(origin, head, 'Change');
  git('checkout', '--quiet', 'main');
  commit(origin, { 'README.md': 'Something else happened on main.\n' }, 'Go on');
  return fixtureOf(root, checkout, 1);
}

function fixtureOf(root: string, checkout: Checkout, round: number): PullRequestFixture {
  const origin = join(root, 'origin');
  const git = gitIn(origin);
  git('checkout', '--quiet', '--detach', 'main');
  git('merge', '--quiet', '--no-ff', '-m', 'Merge change into main', 'change');
  git('update-ref', 'refs/pull/7/merge', 'HEAD');
  const commits = {
    baseSha: git('rev-parse', 'main'),
    headSha: git('rev-parse', 'change'),
    mergeSha: git('rev-parse', 'HEAD'),
  };
  const workspace = join(root, `workspace-${round}`);
  mkdirSync(workspace);
  const home = join(root, 'home');
  mkdirSync(home, { recursive: true });
  checkOut(workspace, origin, checkout, commits);
  return {
    ...commits,
    origin,
    workspace,
    home,
    push: (files) => {
      git('checkout', '--quiet', 'change');
      commit(origin, files, `Change ${round}`);
      return fixtureOf(root, checkout, round + 1);
    },
    remove: () => {
      rmSync(root, { recursive: true, force: true });
    },
  };
}

function checkOut(
  workspace: string,
  origin: string,
  checkout: Checkout,
  commits: { readonly headSha: string; readonly mergeSha: string },
): void {
  if (checkout === 'none') return;
  const git = gitIn(workspace);
  git('init', '--quiet');
  git('remote', 'add', 'origin', pathToFileURL(origin).href);
  const wanted = checkout === 'head-only' ? commits.headSha : commits.mergeSha;
  const depth = checkout === 'full' ? [] : ['--depth=1'];
  const all = checkout === 'full' ? ['+refs/heads/*:refs/remotes/origin/*'] : [];
  git('fetch', '--quiet', '--no-tags', ...depth, 'origin', ...all, `+${wanted}:refs/remotes/pull/7/merge`);
  git('checkout', '--quiet', '--force', 'refs/remotes/pull/7/merge');
  if (checkout === 'cut-off') git('remote', 'set-url', 'origin', 'file:///nowhere');
}

function commit(folder: string, files: Files, message: string): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const git = gitIn(folder);
  git('add', '--all');
  git('commit', '--quiet', '--allow-empty', '-m', message);
}

const IDENTITY = {
  GIT_AUTHOR_NAME: 'Ada',
  GIT_AUTHOR_EMAIL: 'ada@example.org',
  GIT_AUTHOR_DATE: '2026-11-23T08:00:00Z',
  GIT_COMMITTER_NAME: 'Ada',
  GIT_COMMITTER_EMAIL: 'ada@example.org',
  GIT_COMMITTER_DATE: '2026-11-23T08:00:00Z',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
};

function gitIn(folder: string): (...command: string[]) => string {
  return (...command) =>
    execFileSync('git', command, {
      cwd: folder,
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], ...IDENTITY },
      stdio: ['ignore', 'pipe', 'pipe'],
    }).trim();
}
