import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import {
  permissionsOf,
  USUAL,
  WORKFLOW_BOT,
  type Account,
  type Grant,
  type Permissions,
} from './loopback/accounts.ts';
import { refuse, type Answer } from './loopback/answer.ts';
import { strike, type Fault } from './loopback/faults.ts';
import { Forge } from './loopback/forge.ts';
import { answerGraphql } from './loopback/graphql.ts';
import { Limits } from './loopback/limits.ts';
import { answerRest, answerViolations, jsonBody, recognized, recordOf, send } from './loopback/serve.ts';
import type { StoredComment } from './loopback/stored.ts';

export { READ_ONLY, USUAL, WORKFLOW_BOT, type Account } from './loopback/accounts.ts';
export { badGateway, refuse, secondaryLimit, type Answer } from './loopback/answer.ts';
export type { Delivery } from './loopback/stored.ts';
export { REPOSITORY } from './loopback/world.ts';

export interface RecordedRequest {
  readonly operation: string;
  readonly body: unknown;
  readonly path: string;
  readonly token: string;
}

/**
 * A GitHub on this machine: keeps the state of one repository, asks for permissions, holds GitHub's limits, pages lists,
 * fails when told to, and checks every request and answer against GitHub's description. See README.md.
 */
export class LoopbackGitHub extends Forge {
  readonly requests: RecordedRequest[] = [];
  readonly violations: string[] = [];
  readonly faults: Fault[] = [];
  readonly grants = new Map<string, Grant>();
  readonly limits = new Limits();
  /** Answers GraphQL; false as on servers that forbid it. */
  graphql = true;
  /** Waited for before a request is looked at; lets a test hold one run while others go on. */
  gate: ((token: string, operation: string) => Promise<void>) | null = null;
  readonly #server = createServer((request, response) => void this.#serve(request, response));
  readonly #prefix: string;

  private constructor(prefix: string) {
    super();
    this.#prefix = prefix;
  }

  /** `http://127.0.0.1:1234`, or with `/api/v3` as on GitHub Enterprise Server. */
  get api(): string {
    return this.world.api;
  }

  /** Starts it; `prefix` is `/api/v3` for an Enterprise Server. */
  static async open(prefix = ''): Promise<LoopbackGitHub> {
    const github = new LoopbackGitHub(prefix);
    await new Promise<void>((resolve) => github.#server.listen(0, '127.0.0.1', resolve));
    const address = github.#server.address();
    if (address === null || typeof address === 'string') throw new Error('The test server has no port.');
    github.world.api = `http://127.0.0.1:${address.port}${prefix}`;
    github.grantWorkflow('workflow-token');
    return github;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** A token of a workflow run. Another run is not allowed to change what this one's check runs conclude. */
  grantWorkflow(token: string, permissions: Permissions = USUAL, run = '1'): void {
    this.grants.set(token, { account: WORKFLOW_BOT, kind: 'workflow', permissions, run });
  }

  /** A token of an app; what it does starts workflows. */
  grantApp(token: string, slug: string, permissions: Permissions = USUAL): void {
    const account = this.world.account(`${slug}[bot]`);
    this.grants.set(token, { account, kind: 'app', permissions, run: '' });
  }

  /** A person's own token: it may what the person may. */
  grantPerson(token: string, login: string): void {
    const permissions = permissionsOf(this.world.roleOf(login));
    this.grants.set(token, { account: this.world.account(login), kind: 'person', permissions, run: '' });
  }

  /** Puts a comment there as if its author had written it; nobody is told. */
  seedComment(author: Account, body: string, issue = 7): StoredComment {
    return this.world.addComment(author, body, issue);
  }

  removeComment(id: number): void {
    this.world.removeComment(id);
  }

  /** The next `times` requests of an operation are answered so; null hangs up. */
  fail(operation: string, answer: Answer | null, times = 1): void {
    this.faults.push({ operation, answer, times });
  }

  /** The n-th request from now (1 is the next) fails, before or after it has its effect; whatever it asks for. */
  failNth(n: number, answer: Answer | null, when: 'before-effect' | 'after-effect'): void {
    this.faults.push({ operation: '*', skip: n - 1, times: 1, answer, afterEffect: when === 'after-effect' });
  }

  /** Operations that were asked for, in order. */
  operations(): string[] {
    return this.requests.map((request) => request.operation);
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      send(request, response, await this.#answer(request));
    } catch (error) {
      this.violations.push(
        `${request.method ?? ''} ${request.url ?? ''}: the test server failed: ${String(error)}`,
      );
      response.destroy();
    }
  }

  async #answer(request: IncomingMessage): Promise<Answer | null> {
    const url = new URL(request.url ?? '/', 'http://loopback');
    const body = await jsonBody(request);
    const token = (request.headers.authorization ?? '').replace(/^(token|bearer) /i, '');
    const grant = this.grants.get(token);
    const graphqlPath = this.#prefix === '/api/v3' ? '/api/graphql' : `${this.#prefix}/graphql`;
    if (url.pathname === graphqlPath) {
      await this.gate?.(token, 'graphql');
      this.requests.push({ operation: 'graphql', body, path: url.pathname, token });
      return this.#struck('graphql', () => this.#graphql(grant, body));
    }
    const inside = url.pathname.startsWith(this.#prefix)
      ? url.pathname.slice(this.#prefix.length)
      : '/nowhere';
    const asked = new URL(inside + url.search, 'http://loopback');
    const matched = recognized(request.method ?? '', asked, body, this.violations);
    if (matched === null) return refuse(404, 'Not Found');
    await this.gate?.(token, matched.operation.id);
    this.requests.push({ operation: matched.operation.id, body, path: inside, token });
    const accept = request.headers.accept ?? '';
    const link = `${this.api}${inside}`;
    const answer = await this.#struck(matched.operation.id, () =>
      this.observed(grant, () => answerRest(this.world, { matched, url: link, accept, grant })),
    );
    if (answer !== null) this.violations.push(...answerViolations(matched.operation, answer));
    return answer;
  }

  /** Lets the fault that is due strike, or answers. Every answer tells the budget. */
  async #struck(operation: string, answer: () => Answer | Promise<Answer>): Promise<Answer | null> {
    const fault = strike(this.faults, operation);
    fault?.before?.();
    if (fault?.answer !== undefined && fault.afterEffect !== true) return fault.answer;
    const spent = this.limits.spend();
    const given = spent ?? (await answer());
    if (fault?.answer !== undefined) return fault.answer;
    return {
      ...given,
      headers: { ...this.limits.headers(operation === 'graphql' ? 'graphql' : 'core'), ...given.headers },
    };
  }

  #graphql(grant: Grant | undefined, body: unknown): Answer | Promise<Answer> {
    if (!this.graphql) return refuse(403, 'Resource not accessible by integration');
    return answerGraphql(this.world, grant, recordOf(body), this.violations);
  }
}
