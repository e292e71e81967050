/** When a pull request gets a comment. */
export type CommentPolicy = 'always' | 'on-findings' | 'never';

/** Whether a case is worth a new comment; `worthy` when something stands against the change or was found in it. */
export function wantsComment(worthy: boolean, policy: CommentPolicy): boolean {
  return policy === 'always' || (policy === 'on-findings' && worthy);
}
