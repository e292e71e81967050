import { internalProblem, Problem, usageProblem } from '../../model/problem.ts';
import { Refusal } from '../../model/refusal.ts';
import { refusalOf } from './refusal-of.ts';

/**
 * Waits for something that is read from GitHub.
 *
 * @param what names it in a sentence: "the files of acme/shop".
 * @throws Problem `github-unauthorized`, `github-forbidden`, `github-missing`, `github-rate-limited` or
 *   `github-unavailable`.
 */
export async function reading<T>(what: string, request: Promise<T>): Promise<T> {
  try {
    return await request;
  } catch (error) {
    throw error instanceof Problem ? error : readingProblem(what, error);
  }
}

/** What keeps us from reading, and what to do about it. */
function readingProblem(what: string, error: unknown): Problem {
  const { kind, status, message } = error instanceof Refusal ? error : refusalOf(error);
  const answer = status === 0 ? message : `${status}: ${message}`;
  const cannot = `GitHub does not give ${what}`;
  switch (kind) {
    case 'unauthorized':
      return usageProblem(
        'github-unauthorized',
        `GitHub does not accept the token (${answer}).`,
        'Give one that is valid in GITHUB_TOKEN or GH_TOKEN. Public repositories can be read without one.',
      );
    case 'forbidden':
    case 'locked':
      return usageProblem(
        'github-forbidden',
        `${cannot}: the token may not read it (${answer}).`,
        'It needs `contents: read` and `pull-requests: read`; where an organization uses single sign-on, authorize it there.',
      );
    case 'missing':
      return usageProblem(
        'github-missing',
        `${cannot}: it is not there, or the token may not see it (${answer}).`,
        'Check the name. A private repository needs a token that may read it, in GITHUB_TOKEN or GH_TOKEN.',
      );
    case 'rate-limited':
      return usageProblem(
        'github-rate-limited',
        `${cannot}: too many requests for now (${answer}).`,
        'Wait until the limit is lifted, or give a token of your own: without one, GitHub answers 60 requests an hour.',
      );
    case 'invalid':
    case 'unavailable':
      return internalProblem(
        'github-unavailable',
        `${cannot} (${answer}).`,
        'Try again. Is GITHUB_API_URL right, and can this machine reach it?',
        error,
      );
  }
}
