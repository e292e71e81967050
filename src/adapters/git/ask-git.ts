import { internalProblem, usageProblem, type Problem } from '../../model/problem.ts';
import { runGit } from './run-git.ts';

/**
 * Output of a git command that has to succeed.
 *
 * @throws Problem in the reader's words: `not-a-checkout`, `unsafe-directory`, or `git-failed` with git's own.
 */
export async function askGit(folder: string, args: readonly string[], input?: string): Promise<Buffer> {
  const answer = await runGit(folder, args, input);
  if (answer.code === 0) return answer.output;
  throw knownProblem(folder, answer.complaint) ?? failed(args, answer.complaint);
}

/** First line of the output; null when git says no. */
export async function askGitLine(folder: string, args: readonly string[]): Promise<string | null> {
  const answer = await runGit(folder, args);
  const problem = answer.code === 0 ? null : knownProblem(folder, answer.complaint);
  if (problem !== null) throw problem;
  const line = answer.code === 0 ? answer.output.toString().split('\n')[0] : undefined;
  return line === undefined || line === '' ? null : line;
}

function knownProblem(folder: string, complaint: string): Problem | null {
  if (complaint.includes('dubious ownership')) {
    return usageProblem(
      'unsafe-directory',
      `git refuses to read ${folder}, because the folder belongs to another user.`,
      `If you trust it, run: git config --global --add safe.directory ${folder}`,
    );
  }
  if (/not a git repository|must be run in a work tree/.test(complaint)) {
    return usageProblem(
      'not-a-checkout',
      `${folder} is not in a git checkout, so there is no change to compare.`,
      'Start holdpoint in a checkout, or say which migrations are shipped: --since <version>.',
    );
  }
  return null;
}

function failed(args: readonly string[], complaint: string): Problem {
  const words = complaint.trim().split('\n')[0] ?? '';
  return internalProblem(
    'git-failed',
    `git ${args[0] ?? ''} failed: ${words}`,
    'Run git status in the checkout.',
  );
}
