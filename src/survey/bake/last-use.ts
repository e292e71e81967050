import type { BranchCommit, BranchHistory } from '../../model/code-ports.ts';

/** When a branch stopped using something. */
export type LastUse =
  /** The first commit without it. */
  | { readonly kind: 'ended'; readonly since: BranchCommit }
  /** No commit that was looked at used it. */
  | { readonly kind: 'never' }
  /** Not within the history that is there, which is cut off. */
  | { readonly kind: 'cut'; readonly hint: string | null };

/** Whether a commit uses it; null when nobody can tell. */
export type UsesIt = (commit: BranchCommit) => Promise<boolean | null>;

/**
 * Where the use of something ended on a branch whose newest commit does not use it: ever larger steps back to a commit
 * that does, then halves between. An earlier end is taken for the last one where it came back for a time in between.
 */
export async function lastUse({ commits, whole, hint }: BranchHistory, usesIt: UsesIt): Promise<LastUse> {
  let without = 0;
  let using: number | null = null;
  for (const at of stepsBack(commits.length)) {
    const uses = await usesAt(commits, at, usesIt);
    if (uses === null) return { kind: 'cut', hint: null };
    if (uses) {
      using = at;
      break;
    }
    without = at;
  }
  if (using === null) return whole ? { kind: 'never' } : { kind: 'cut', hint };
  const end = await between(commits, { without, using }, usesIt);
  const since = commits[end];
  return since === undefined ? { kind: 'cut', hint: null } : { kind: 'ended', since };
}

/** 1, 2, 4 … and the last. */
function stepsBack(length: number): number[] {
  const steps: number[] = [];
  for (let at = 1; at < length - 1; at *= 2) steps.push(at);
  return length > 1 ? [...steps, length - 1] : steps;
}

/** Index of the oldest commit without it, after the last one that uses it. */
async function between(
  commits: readonly BranchCommit[],
  range: { readonly without: number; readonly using: number },
  usesIt: UsesIt,
): Promise<number> {
  let { without, using } = range;
  while (using - without > 1) {
    const middle = Math.floor((without + using) / 2);
    if ((await usesAt(commits, middle, usesIt)) === true) using = middle;
    else without = middle;
  }
  return without;
}

async function usesAt(commits: readonly BranchCommit[], at: number, usesIt: UsesIt): Promise<boolean | null> {
  const commit = commits[at];
  return commit === undefined ? null : usesIt(commit);
}
