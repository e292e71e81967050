import type { Account } from './accounts.ts';
import type {
  StoredComment,
  StoredIssue,
  StoredPull,
  StoredReaction,
  StoredReview,
  StoredReviewComment,
  StoredStatus,
} from './stored.ts';
import { DEFAULT_BRANCH, REPOSITORY } from './world.ts';

/** Where the API of the server is reached. */
interface Place {
  readonly api: string;
}

export type Json = Readonly<Record<string, unknown>>;

export const WEB = 'https://github.com';

export function userJson({ login, id, type }: Account): Json {
  return { login, id, type, node_id: `U_${id}`, html_url: `${WEB}/${encodeURIComponent(login)}` };
}

/** A repository: ours, or a fork of it. */
export function repositoryJson(fullName: string = REPOSITORY): Json {
  const [owner = '', name = ''] = fullName.split('/');
  const fork = fullName !== REPOSITORY;
  const id = fork ? 2 : 1;
  const type = fork ? 'User' : 'Organization';
  return {
    id,
    node_id: `R_${id}`,
    name,
    full_name: fullName,
    private: false,
    fork,
    owner: { login: owner, id: fork ? 66 : 5, type },
    html_url: `${WEB}/${fullName}`,
    default_branch: DEFAULT_BRANCH,
    visibility: 'public',
  };
}

export function commentJson(comment: StoredComment, { api }: Place): Json {
  const repository = `${api}/repos/${REPOSITORY}`;
  return {
    id: comment.id,
    node_id: `IC_${comment.id}`,
    url: `${repository}/issues/comments/${comment.id}`,
    issue_url: `${repository}/issues/${comment.issue}`,
    html_url: `${WEB}/${REPOSITORY}/pull/${comment.issue}#issuecomment-${comment.id}`,
    user: userJson(comment.author),
    body: comment.body,
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
    author_association: comment.author.type === 'Bot' ? 'NONE' : 'MEMBER',
    performed_via_github_app: null,
  };
}

export function statusJson(status: StoredStatus, { api }: Place): Json {
  return {
    id: status.id,
    node_id: `SC_${status.id}`,
    url: `${api}/repos/${REPOSITORY}/statuses/${status.sha}`,
    state: status.state,
    context: status.context,
    description: status.description,
    target_url: status.targetUrl,
    created_at: status.at,
    updated_at: status.at,
    creator: userJson(status.creator),
  };
}

export function pullJson(pull: StoredPull): Json {
  const head = { ref: pull.headRef, sha: pull.headSha, repository: pull.headRepository };
  const base = { ref: pull.baseRef, sha: pull.baseSha, repository: REPOSITORY };
  return {
    id: 7000 + pull.number,
    node_id: `PR_${pull.number}`,
    number: pull.number,
    state: pull.state,
    locked: false,
    title: pull.title,
    body: null,
    draft: pull.draft,
    merged: pull.merged,
    mergeable: true,
    merge_commit_sha: pull.mergeSha,
    user: userJson(pull.author),
    html_url: `${WEB}/${REPOSITORY}/pull/${pull.number}`,
    head: sideJson(head),
    base: sideJson(base),
  };
}

function sideJson(side: {
  readonly ref: string;
  readonly sha: string;
  readonly repository: string | null;
}): Json {
  const { ref, sha, repository } = side;
  const owner = repository?.split('/')[0] ?? 'unknown';
  const repo = repository === null ? null : repositoryJson(repository);
  return { label: `${owner}:${ref}`, ref, sha, repo, user: repo === null ? null : repo['owner'] };
}

export function issueJson(pull: StoredPull): Json {
  const { number, title, state, author } = pull;
  const html_url = `${WEB}/${REPOSITORY}/pull/${number}`;
  const pull_request = {
    url: html_url,
    html_url,
    diff_url: `${html_url}.diff`,
    patch_url: `${html_url}.patch`,
  };
  return {
    id: 8000 + number,
    node_id: `I_${number}`,
    number,
    title,
    state,
    user: userJson(author),
    html_url,
    pull_request,
  };
}

/** An issue that is no pull request. */
export function plainIssueJson({ number, title, body, author }: StoredIssue, at: string): Json {
  return {
    id: 8000 + number,
    node_id: `I_${number}`,
    number,
    title,
    body,
    state: 'open',
    user: userJson(author),
    html_url: `${WEB}/${REPOSITORY}/issues/${number}`,
    created_at: at,
    updated_at: at,
  };
}

export function reactionJson({ id, author, content, at }: StoredReaction): Json {
  return { id, node_id: `RE_${id}`, user: userJson(author), content, created_at: at };
}

export function reviewJson(review: StoredReview): Json {
  const states: Readonly<Record<string, string>> = {
    APPROVE: 'APPROVED',
    REQUEST_CHANGES: 'CHANGES_REQUESTED',
  };
  return {
    id: review.id,
    node_id: `PRR_${review.id}`,
    user: userJson(review.author),
    body: review.body,
    state: states[review.event] ?? 'COMMENTED',
    commit_id: review.commit,
    submitted_at: review.at,
    author_association: 'NONE',
  };
}

export function reviewCommentJson(comment: StoredReviewComment): Json {
  const reply = comment.inReplyTo === null ? {} : { in_reply_to_id: comment.inReplyTo };
  return {
    id: comment.id,
    node_id: `PRRC_${comment.id}`,
    pull_request_review_id: comment.review,
    user: userJson(comment.author),
    body: comment.body,
    path: comment.path,
    commit_id: comment.commit,
    original_commit_id: comment.commit,
    line: comment.outdated ? null : comment.line,
    position: comment.outdated ? null : 1,
    original_line: comment.line,
    start_line: comment.outdated ? null : comment.startLine,
    original_start_line: comment.startLine,
    side: 'RIGHT',
    created_at: comment.at,
    updated_at: comment.at,
    author_association: 'NONE',
    html_url: `${WEB}/${REPOSITORY}/pull/${comment.pull}#discussion_r${comment.id}`,
    ...reply,
  };
}
