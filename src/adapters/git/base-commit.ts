import { usageProblem } from '../../model/problem.ts';
import { askGitLine } from './ask-git.ts';
import { findCommit, isShallow, requireCommit, shallowClone, type Commit } from './resolve-ref.ts';

export interface BaseCommit {
  readonly hash: string;
  /** How it was chosen, in words: `merge base with origin/main, the remote's default branch`. */
  readonly reason: string;
}

/** Where a default branch is looked for, the surest first. */
const DEFAULTS: readonly (readonly [ref: string, reason: string])[] = [
  ['origin/HEAD', "the remote's default branch"],
  ['origin/main', 'the usual default branch of a remote'],
  ['origin/master', 'the usual default branch of a remote'],
  ['main', 'the usual default branch'],
  ['master', 'the usual default branch'],
];

/**
 * The commit that the change is compared with: the merge base of head and the base reference.
 *
 * @throws Problem `no-base`, `unknown-ref`, `shallow-clone` or `no-merge-base`.
 */
export async function baseCommit(root: string, head: string, ref: string | null): Promise<BaseCommit> {
  if (ref !== null) return mergeBase(root, head, await requireCommit(root, ref), 'as asked for');
  for (const [name, reason] of DEFAULTS) {
    const found = await findCommit(root, name);
    if (found !== null) return mergeBase(root, head, await named(root, found), reason);
  }
  throw usageProblem(
    'no-base',
    'There is no default branch to compare with: neither origin/HEAD nor a branch main or master.',
    'Name the branch that the change goes to: --base <ref>.',
  );
}

/** `origin/HEAD` under the name of the branch that it stands for. */
async function named(root: string, commit: Commit): Promise<Commit> {
  const short = await askGitLine(root, ['rev-parse', '--abbrev-ref', commit.ref]);
  return { ...commit, ref: short ?? commit.ref };
}

async function mergeBase(root: string, head: string, base: Commit, reason: string): Promise<BaseCommit> {
  const hash = await askGitLine(root, ['merge-base', base.hash, head]);
  if (hash !== null) return { hash, reason: `merge base with ${base.ref}, ${reason}` };
  if (await isShallow(root))
    throw shallowClone(`The commit where the change left ${base.ref} is not in this shallow clone.`);
  throw usageProblem(
    'no-merge-base',
    `The change and ${base.ref} have no commit in common.`,
    'Name the branch that the change goes to: --base <ref>.',
  );
}
