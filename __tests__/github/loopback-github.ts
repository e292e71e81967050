import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { matchOperation, requestViolations, responseViolations, type MatchedRequest } from './contract.ts';
import {
  commentJson,
  errorJson,
  statusJson,
  type Account,
  type Place,
  type StoredComment,
  type StoredStatus,
} from './resources.ts';

export const REPOSITORY = 'acme/shop';
export const WORKFLOW_BOT: Account = { login: 'github-actions[bot]', id: 41898282, type: 'Bot' };

/** A token's owner and what the token may write. */
export interface Grant {
  readonly account: Account;
  readonly statuses: boolean;
  readonly comments: boolean;
}

export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What goes wrong: the next `times` requests of an operation get `answer` (null hangs up) after `before` ran. */
export interface Fault {
  readonly operation: string;
  times: number;
  readonly answer?: Answer | null;
  readonly before?: () => void;
}

export interface RecordedRequest {
  readonly operation: string;
  readonly body: unknown;
}

const MAX_BODY = 65_536;
const MAX_DESCRIPTION = 140;

/**
 * A GitHub on this machine: keeps statuses and comments of one repository, asks for permissions, holds GitHub's
 * limits, pages lists, fails when told to, and checks every request and answer against GitHub's description.
 */
export class LoopbackGitHub {
  readonly comments: StoredComment[] = [];
  readonly statuses: StoredStatus[] = [];
  readonly requests: RecordedRequest[] = [];
  readonly violations: string[] = [];
  readonly faults: Fault[] = [];
  readonly grants = new Map<string, Grant>();
  readonly pullRequests = new Set<number>([7]);
  readonly locked = new Set<number>();
  /** Answers the GraphQL `viewer` query; false as on servers that forbid GraphQL. */
  graphql = true;
  /** `http://127.0.0.1:1234`, or with `/api/v3` as on GitHub Enterprise Server. */
  api = '';
  readonly #server = createServer((request, response) => void this.#serve(request, response));
  readonly #prefix: string;
  #nextId = 1000;

  private constructor(prefix: string) {
    this.#prefix = prefix;
  }

  /** Starts it; `prefix` is `/api/v3` for an Enterprise Server. */
  static async open(prefix = ''): Promise<LoopbackGitHub> {
    const github = new LoopbackGitHub(prefix);
    await new Promise<void>((resolve) => github.#server.listen(0, '127.0.0.1', resolve));
    const address = github.#server.address();
    if (address === null || typeof address === 'string') throw new Error('The test server has no port.');
    github.api = `http://127.0.0.1:${address.port}${prefix}`;
    github.grants.set('workflow-token', { account: WORKFLOW_BOT, statuses: true, comments: true });
    return github;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** Puts a comment there as if its author had written it. */
  seedComment(author: Account, body: string, issue = 7): StoredComment {
    const comment = { id: this.#nextId++, issue, author, body };
    this.comments.push(comment);
    return comment;
  }

  removeComment(id: number): void {
    const index = this.comments.findIndex((comment) => comment.id === id);
    if (index >= 0) this.comments.splice(index, 1);
  }

  fail(operation: string, answer: Answer | null, times = 1): void {
    this.faults.push({ operation, answer, times });
  }

  /** Operations that were asked for, in order. */
  operations(): string[] {
    return this.requests.map((request) => request.operation);
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://loopback');
    const body = await jsonBody(request);
    const grant = this.grants.get((request.headers.authorization ?? '').replace(/^(token|bearer) /i, ''));
    if (url.pathname === this.#graphqlPath()) {
      this.requests.push({ operation: 'graphql', body });
      const fault = this.#faulty('graphql');
      send(response, fault === undefined ? this.#viewer(grant, body) : fault);
      return;
    }
    const inside = url.pathname.startsWith(this.#prefix) ? url.pathname.slice(this.#prefix.length) : '';
    const match = matchOperation(request.method ?? '', inside);
    if (match === null) {
      this.violations.push(`${request.method ?? ''} ${url.pathname}: no such operation`);
      send(response, refuse(404, 'Not Found'));
      return;
    }
    const matched = { ...match, query: url.searchParams, body };
    this.requests.push({ operation: match.operation.id, body });
    this.violations.push(...requestViolations(matched));
    const fault = this.#faulty(match.operation.id);
    if (fault === null) {
      send(response, null);
      return;
    }
    const answer = fault ?? this.#answer(matched, grant);
    this.violations.push(...responseViolations(match.operation, answer.status, answer.body));
    send(response, answer);
  }

  #graphqlPath(): string {
    return this.#prefix === '/api/v3' ? '/api/graphql' : `${this.#prefix}/graphql`;
  }

  /** The answer that a fault prescribes, null to hang up, undefined when nothing is wrong. */
  #faulty(operation: string): Answer | null | undefined {
    const fault = this.faults.find((each) => each.operation === operation && each.times > 0);
    if (fault === undefined) return undefined;
    fault.times -= 1;
    fault.before?.();
    return fault.answer;
  }

  #viewer(grant: Grant | undefined, body: unknown): Answer {
    if (grant === undefined) return refuse(401, 'Bad credentials');
    const query = isRecord(body) && typeof body['query'] === 'string' ? body['query'] : '';
    if (query.replace(/\s+/g, '') !== '{viewer{login}}')
      this.violations.push(`graphql: unknown query ${query}`);
    if (!this.graphql) return refuse(403, 'Resource not accessible by integration');
    return { status: 200, body: { data: { viewer: { login: grant.account.login } } } };
  }

  #answer(request: MatchedRequest, grant: Grant | undefined): Answer {
    if (grant === undefined) return refuse(401, 'Bad credentials');
    if (`${request.path['owner'] ?? ''}/${request.path['repo'] ?? ''}` !== REPOSITORY)
      return refuse(404, 'Not Found');
    switch (request.operation.id) {
      case 'repos/create-commit-status':
        return this.#createStatus(request, grant);
      case 'issues/list-comments':
        return this.#listComments(request);
      case 'issues/create-comment':
        return this.#createComment(request, grant);
      case 'issues/update-comment':
      case 'issues/delete-comment':
        return this.#changeComment(request, grant);
      default:
        throw new Error(`${request.operation.id} is not served`);
    }
  }

  #createStatus(request: MatchedRequest, grant: Grant): Answer {
    if (!grant.statuses) return refuse(403, 'Resource not accessible by integration');
    const sha = request.path['sha'] ?? '';
    if (!/^[0-9a-f]{40}$/.test(sha)) return refuse(422, `No commit found for SHA: ${sha}`);
    const description = textOf(request.body, 'description');
    if (description !== null && description.length > MAX_DESCRIPTION)
      return refuse(422, 'Validation Failed: description is too long (maximum is 140 characters)');
    const status: StoredStatus = {
      id: this.#nextId++,
      sha,
      state: textOf(request.body, 'state') ?? '',
      context: textOf(request.body, 'context') ?? 'default',
      description,
      targetUrl: textOf(request.body, 'target_url'),
    };
    this.statuses.push(status);
    return { status: 201, body: statusJson(status, grant.account, this.#place()) };
  }

  #listComments(request: MatchedRequest): Answer {
    const issue = Number(request.path['issue_number']);
    if (!this.pullRequests.has(issue)) return refuse(404, 'Not Found');
    const size = Math.min(Number(request.query.get('per_page') ?? 30), 100);
    const page = Number(request.query.get('page') ?? 1);
    const all = this.comments.filter((comment) => comment.issue === issue);
    const last = Math.max(1, Math.ceil(all.length / size));
    const link = (to: number, rel: string): string =>
      `<${this.api}/repos/${REPOSITORY}/issues/${issue}/comments?per_page=${size}&page=${to}>; rel="${rel}"`;
    const headers = page < last ? { link: `${link(page + 1, 'next')}, ${link(last, 'last')}` } : {};
    const shown = all.slice((page - 1) * size, page * size);
    return { status: 200, headers, body: shown.map((comment) => commentJson(comment, this.#place())) };
  }

  #createComment(request: MatchedRequest, grant: Grant): Answer {
    const issue = Number(request.path['issue_number']);
    if (!this.pullRequests.has(issue)) return refuse(404, 'Not Found');
    const refusal = this.#writeRefusal(issue, grant, request.body);
    if (refusal !== null) return refusal;
    const comment = this.seedComment(grant.account, textOf(request.body, 'body') ?? '', issue);
    return { status: 201, body: commentJson(comment, this.#place()) };
  }

  #changeComment(request: MatchedRequest, grant: Grant): Answer {
    const comment = this.comments.find((each) => each.id === Number(request.path['comment_id']));
    if (comment === undefined) return refuse(404, 'Not Found');
    const refusal = this.#writeRefusal(comment.issue, grant, request.body);
    if (refusal !== null) return refusal;
    if (request.operation.method === 'DELETE') {
      this.removeComment(comment.id);
      return { status: 204, body: null };
    }
    comment.body = textOf(request.body, 'body') ?? '';
    return { status: 200, body: commentJson(comment, this.#place()) };
  }

  #writeRefusal(issue: number, grant: Grant, body: unknown): Answer | null {
    if (!grant.comments) return refuse(403, 'Resource not accessible by integration');
    if (this.locked.has(issue)) return refuse(403, 'Unable to create comment because issue is locked.');
    if ((textOf(body, 'body') ?? '').length > MAX_BODY)
      return refuse(422, 'Validation Failed: Body is too long (maximum is 65536 characters)');
    return null;
  }

  #place(): Place {
    return { api: this.api, repository: REPOSITORY };
  }
}

/** An answer in GitHub's error form. */
export function refuse(status: number, message: string, headers: Record<string, string> = {}): Answer {
  return { status, body: errorJson(status, message), headers };
}

/** GitHub's answer when too much is written in a short time. */
export function secondaryLimit(): Answer {
  return refuse(403, 'You have exceeded a secondary rate limit. Please wait a few minutes.', {
    'retry-after': '1',
  });
}

async function jsonBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  return text === '' ? null : (JSON.parse(text) as unknown);
}

function send(response: ServerResponse, answer: Answer | null): void {
  if (answer === null) {
    response.destroy();
    return;
  }
  response.writeHead(answer.status, { 'content-type': 'application/json; charset=utf-8', ...answer.headers });
  response.end(answer.body === null ? undefined : JSON.stringify(answer.body));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function textOf(body: unknown, key: string): string | null {
  const value = isRecord(body) ? body[key] : null;
  return typeof value === 'string' ? value : null;
}
