import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { usageProblem } from '../../model/problem.ts';

const run = promisify(execFile);

export interface CheckoutOptions {
  /** The workspace that `actions/checkout` filled. */
  readonly folder: string;
  /** A commit, or a reference of the checkout. */
  readonly baseSha: string;
  readonly headSha: string;
  /** For fetching what a shallow checkout leaves out; used only for the server that it belongs to. */
  readonly token: string;
  readonly serverUrl: string;
}

/** What is compared. */
export interface CheckedOutSides {
  readonly base: string;
  readonly head: string;
}

/**
 * Finds both sides of a pull request in the checkout: the head commit when its history is there, else the merge
 * commit, whose first parent is the base. Fetches what is missing when the remote allows it; what stays missing is
 * told by whoever opens the repository. Throws a usage `Problem` when there is no checkout at all.
 */
export async function checkedOutSides(options: CheckoutOptions): Promise<CheckedOutSides> {
  const { folder, baseSha, headSha } = options;
  const head = await git(folder, ['rev-parse', '--verify', 'HEAD^{commit}']);
  if (head === null) throw noCheckout(folder);
  if (await haveMergeBase(folder, baseSha, headSha)) return { base: baseSha, head: headSha };
  const [first, second] = await parentsOf(folder, head);
  if (first !== undefined && second === headSha) {
    if (!(await haveMergeBase(folder, first, head))) await fetch(options, ['--depth=2', 'origin', head]);
    if (await haveMergeBase(folder, first, head)) return { base: first, head };
  }
  await fetch(options, [...(await unshallow(folder)), 'origin', baseSha, headSha]);
  return { base: baseSha, head: headSha };
}

/** Whether the workspace holds that commit, or its merge into the base: the content of whoever wrote it. */
export async function isCheckedOut(folder: string, headSha: string): Promise<boolean> {
  const head = await git(folder, ['rev-parse', '--verify', 'HEAD^{commit}']);
  if (head === null) return false;
  return head === headSha || (await parentsOf(folder, head)).slice(1).includes(headSha);
}

/** The commit that is checked out. Throws a usage `Problem` when there is no checkout. */
export async function checkedOutCommit(folder: string): Promise<string> {
  const head = await git(folder, ['rev-parse', '--verify', 'HEAD^{commit}']);
  if (head === null) throw noCheckout(folder);
  return head;
}

/** Parents as the commit names them, whether or not the checkout has them. */
async function parentsOf(folder: string, commit: string): Promise<string[]> {
  const text = (await git(folder, ['cat-file', 'commit', commit])) ?? '';
  const [header = ''] = text.split('\n\n', 1);
  return [...header.matchAll(/^parent ([0-9a-f]{40,64})$/gm)].map(([, sha = '']) => sha);
}

async function haveMergeBase(folder: string, base: string, head: string): Promise<boolean> {
  return (await git(folder, ['merge-base', base, head])) !== null;
}

async function unshallow(folder: string): Promise<string[]> {
  return (await git(folder, ['rev-parse', '--is-shallow-repository'])) === 'true' ? ['--unshallow'] : [];
}

/** First with what the checkout knows (it may keep credentials), then with our token. Failure shows in what is missing. */
async function fetch(options: CheckoutOptions, what: readonly string[]): Promise<void> {
  const { folder, token, serverUrl } = options;
  const command = ['fetch', '--no-tags', '--no-recurse-submodules', '--quiet', ...what];
  if ((await git(folder, command)) !== null || token === '') return;
  const credentials = Buffer.from(`x-access-token:${token}`).toString('base64');
  await git(folder, command, {
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: `http.${serverUrl.replace(/\/$/, '')}/.extraheader`,
    GIT_CONFIG_VALUE_0: `AUTHORIZATION: basic ${credentials}`,
  });
}

/** Trimmed output; null when git fails. */
async function git(
  folder: string,
  command: readonly string[],
  variables: Readonly<Record<string, string>> = {},
): Promise<string | null> {
  try {
    const env = { ...process.env, GIT_TERMINAL_PROMPT: '0', ...variables };
    const { stdout } = await run('git', ['-C', folder, ...command], { env, maxBuffer: 16 * 1024 * 1024 });
    return stdout.trim();
  } catch {
    return null;
  }
}

function noCheckout(folder: string): Error {
  return usageProblem(
    'no-checkout',
    `There is no git checkout in ${folder}.`,
    'Put a step with `uses: actions/checkout` (and `fetch-depth: 0`) before this one.',
  );
}
