/** Builds answers that satisfy GitHub's description from the little that the tests care about. */

export interface Account {
  readonly login: string;
  readonly id: number;
  readonly type: 'Bot' | 'User';
}

export interface StoredComment {
  readonly id: number;
  readonly issue: number;
  readonly author: Account;
  body: string;
}

export interface StoredStatus {
  readonly id: number;
  readonly sha: string;
  readonly state: string;
  readonly context: string;
  readonly description: string | null;
  readonly targetUrl: string | null;
}

const MOMENT = '2026-11-23T08:00:00Z';

/** Where the server and the repository are reached. */
export interface Place {
  readonly api: string;
  readonly repository: string;
}

function userJson(account: Account, { api }: Place): Record<string, unknown> {
  const url = `${api}/users/${encodeURIComponent(account.login)}`;
  return {
    login: account.login,
    id: account.id,
    node_id: `U_${account.id}`,
    avatar_url: `https://avatars.githubusercontent.com/u/${account.id}`,
    gravatar_id: '',
    url,
    html_url: `https://github.com/${encodeURIComponent(account.login)}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type: account.type,
    site_admin: false,
  };
}

export function commentJson(comment: StoredComment, place: Place): Record<string, unknown> {
  const repository = `${place.api}/repos/${place.repository}`;
  return {
    id: comment.id,
    node_id: `IC_${comment.id}`,
    url: `${repository}/issues/comments/${comment.id}`,
    issue_url: `${repository}/issues/${comment.issue}`,
    html_url: `https://github.com/${place.repository}/pull/${comment.issue}#issuecomment-${comment.id}`,
    user: userJson(comment.author, place),
    body: comment.body,
    created_at: MOMENT,
    updated_at: MOMENT,
    author_association: comment.author.type === 'Bot' ? 'NONE' : 'MEMBER',
    performed_via_github_app: null,
  };
}

export function statusJson(status: StoredStatus, creator: Account, place: Place): Record<string, unknown> {
  return {
    id: status.id,
    node_id: `SC_${status.id}`,
    url: `${place.api}/repos/${place.repository}/statuses/${status.sha}`,
    avatar_url: `https://avatars.githubusercontent.com/u/${creator.id}`,
    state: status.state,
    context: status.context,
    description: status.description,
    target_url: status.targetUrl,
    created_at: MOMENT,
    updated_at: MOMENT,
    creator: userJson(creator, place),
  };
}

export function errorJson(status: number, message: string): Record<string, unknown> {
  const documentation_url = 'https://docs.github.com/rest';
  if (status === 422) return { message, documentation_url, status: '422' };
  return { message, documentation_url, status: String(status) };
}
