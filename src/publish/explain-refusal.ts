import type { Refusal } from '../model/refusal.ts';

const PERMISSIONS = {
  status: 'statuses: write',
  comment: 'pull-requests: write',
  conversation: 'pull-requests: write',
  annotations: 'checks: write',
} as const;

const FAILURES = {
  status: 'The commit status could not be written',
  comment: 'The comment could not be written',
  conversation: 'The pull request could not be read',
  annotations: 'Lines of the diff could not be marked',
} as const;

/** What was not said or not heard and what to do about it, in one or two plain sentences. */
export function explainRefusal(what: keyof typeof FAILURES, refusal: Refusal): string {
  const failed = FAILURES[what];
  const answer = refusal.status === 0 ? refusal.message : `${refusal.status}: ${refusal.message}`;
  switch (refusal.kind) {
    case 'forbidden':
      return (
        `${failed}: the token lacks a permission (${answer}). ` +
        `Add \`permissions: ${PERMISSIONS[what]}\` to the job; on pull requests from forks the token is always read-only.`
      );
    case 'locked':
      return `${failed}: the conversation is locked (${answer}). Unlock it, or read the plan in the job summary.`;
    case 'unauthorized':
      return `${failed}: the token is not accepted (${answer}). Pass \`token: \${{ github.token }}\`, or one that is still valid.`;
    case 'missing':
      return `${failed}: the pull request or commit is not visible to the token (${answer}). Check \`token\` and GITHUB_API_URL.`;
    case 'invalid':
      return `${failed}: GitHub does not take it (${answer}).`;
    case 'rate-limited':
      return `${failed}: GitHub limits requests for now (${answer}). Run the job again in a few minutes.`;
    case 'unavailable':
      return `${failed}: GitHub did not answer (${answer}). Run the job again.`;
  }
}
