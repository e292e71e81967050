import { byCloseness } from '../../lib/nearest.ts';
import { usageProblem, type Problem } from '../../model/problem.ts';
import { askGit, askGitLine } from './ask-git.ts';

export interface Commit {
  readonly hash: string;
  /** The reference as it was found: `main` may turn out to be `origin/main`. */
  readonly ref: string;
}

/** The commit of a reference; null when there is none of that name. */
export async function findCommit(root: string, ref: string): Promise<Commit | null> {
  if (ref === '' || ref.startsWith('-') || /[\0\n]/.test(ref)) return null;
  const hash = await askGitLine(root, ['rev-parse', '--verify', '--quiet', `${ref}^{commit}`]);
  return hash === null ? null : { hash, ref };
}

/**
 * The commit of a reference as people write it: `main` also finds `origin/main`, which is all that a CI checkout has.
 *
 * @throws Problem `unknown-ref` that names references close to it; `shallow-clone` where the history is cut.
 */
export async function requireCommit(root: string, ref: string): Promise<Commit> {
  const found = (await findCommit(root, ref)) ?? (await findCommit(root, `origin/${ref}`));
  if (found !== null) return found;
  if (await isShallow(root)) throw shallowClone(`${ref} is not in this shallow clone.`);
  throw unknownRef(ref, await refs(root));
}

/** Whether the clone's history is cut off. */
export async function isShallow(root: string): Promise<boolean> {
  return (await askGitLine(root, ['rev-parse', '--is-shallow-repository'])) === 'true';
}

/** The history that is needed was not fetched. */
export function shallowClone(title: string): Problem {
  return usageProblem(
    'shallow-clone',
    title,
    'Fetch the history: git fetch --unshallow, or fetch-depth: 0 for actions/checkout.',
  );
}

async function refs(root: string): Promise<string[]> {
  const output = await askGit(root, ['for-each-ref', '--format=%(refname:short)', 'refs']);
  return output.toString().split('\n').filter(Boolean);
}

function unknownRef(ref: string, known: readonly string[]): Problem {
  const close = byCloseness(ref, known).slice(0, 5);
  const hint =
    close.length === 0
      ? 'This repository has no branches or tags yet; commit first.'
      : `Did you mean one of these: ${close.join(', ')}? If it is on the remote, run git fetch first.`;
  return usageProblem('unknown-ref', `git knows no commit, branch or tag ${JSON.stringify(ref)}.`, hint);
}
