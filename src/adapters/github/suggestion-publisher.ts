import type { PublishedSuggestion, Suggestion, SuggestionPublisher } from '../../model/ports.ts';
import { asked } from './asked.ts';
import type { GitHubClient } from './client.ts';
import type { PullRequestPlace } from './publisher.ts';

/**
 * Remarks as review comments, made in one review that neither approves nor refuses.
 * https://docs.github.com/rest/pulls/reviews#create-a-review-for-a-pull-request
 */
export function githubSuggestionPublisher(
  client: GitHubClient,
  { owner, repo, number }: PullRequestPlace,
): SuggestionPublisher {
  const { pulls } = client.rest;
  const pull = { owner, repo, pull_number: number };
  return {
    patches: async (paths) => {
      const patches = new Map<string, string>();
      const left = new Set(paths);
      const take = ({ filename, patch }: { filename: string; patch?: string }): void => {
        if (left.delete(filename) && patch !== undefined) patches.set(filename, patch);
      };
      const pages = client.paginate(pulls.listFiles, { ...pull, per_page: 100 }, ({ data }, done) => {
        data.forEach(take);
        if (left.size === 0) done();
        return [];
      });
      await asked(pages);
      return patches;
    },
    suggestions: async () => {
      const all = await asked(client.paginate(pulls.listReviewComments, { ...pull, per_page: 100 }));
      const answered = new Set(all.map((comment) => comment.in_reply_to_id));
      return all
        .filter((comment) => comment.in_reply_to_id === undefined)
        .map((comment) => suggestionOf(comment, answered.has(comment.id)));
    },
    suggest: async (sha, suggestions) => {
      const comments = suggestions.map(commentOf);
      await asked(pulls.createReview({ ...pull, commit_id: sha, event: 'COMMENT', comments }));
    },
    withdraw: async (id) => {
      await asked(pulls.deleteReviewComment({ owner, repo, comment_id: id }));
    },
  };
}

interface ReviewComment {
  readonly id: number;
  readonly body: string;
  readonly user: { readonly login: string; readonly type: string } | null;
  /** Null when its lines are not in the diff any more. */
  readonly line?: number | null;
}

function suggestionOf({ id, body, user, line }: ReviewComment, answered: boolean): PublishedSuggestion {
  const author = user === null ? null : { login: user.login, bot: user.type === 'Bot' };
  return { id, body, author, outdated: typeof line !== 'number', answered };
}

/** A single line has no `start_line`: it would have to come before `line`. */
function commentOf({ path, line, endLine, body }: Suggestion): {
  path: string;
  body: string;
  line: number;
  side: string;
  start_line?: number;
  start_side?: string;
} {
  const start = line === endLine ? {} : { start_line: line, start_side: 'RIGHT' };
  return { path, body, line: endLine, side: 'RIGHT', ...start };
}
