import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  matchOperation,
  requestViolations,
  responseSchema,
  responseViolations,
  type MatchedRequest,
  type Operation,
} from '../contract.ts';
import { isGranted, type Grant } from './accounts.ts';
import { refuse, type Answer } from './answer.ts';
import { filled } from './fill.ts';
import type { Call, Routes } from './route.ts';
import { CHECKS } from './routes/checks.ts';
import { COMMITS } from './routes/commits.ts';
import { CONTENTS } from './routes/contents.ts';
import { PULLS } from './routes/pulls.ts';
import { REPOSITORY_ROUTES } from './routes/repository.ts';
import { REVIEWS } from './routes/reviews.ts';
import { STATUSES } from './routes/statuses.ts';
import { TALK } from './routes/talk.ts';
import { REPOSITORY, type World } from './world.ts';

const ROUTES: Routes = {
  ...TALK,
  ...STATUSES,
  ...CHECKS,
  ...PULLS,
  ...REVIEWS,
  ...COMMITS,
  ...CONTENTS,
  ...REPOSITORY_ROUTES,
};

/** A request of the REST API with everything that was sent. */
export interface RestRequest {
  readonly matched: MatchedRequest;
  readonly url: string;
  readonly accept: string;
  readonly grant: Grant | undefined;
}

/** The operation of a request, when GitHub describes one; what goes against the description is added to `violations`. */
export function recognized(
  method: string,
  url: URL,
  body: unknown,
  violations: string[],
): MatchedRequest | null {
  const match = matchOperation(method, url.pathname);
  if (match === null) {
    violations.push(`${method} ${url.pathname}: no such operation`);
    return null;
  }
  const matched = { ...match, query: url.searchParams, body };
  violations.push(...requestViolations(matched));
  return matched;
}

/** What GitHub answers. */
export function answerRest(world: World, { matched, url, accept, grant }: RestRequest): Answer {
  if (grant === undefined) return refuse(401, 'Bad credentials');
  const { operation, path, query, body } = matched;
  const route = ROUTES[operation.id];
  if (route === undefined) throw new Error(`${operation.id} is not served`);
  if (path['owner'] !== undefined && `${path['owner']}/${path['repo'] ?? ''}` !== REPOSITORY)
    return refuse(404, 'Not Found');
  if (!isGranted(grant, route.needs)) return refuse(403, lackOf(grant));
  const call: Call = { world, grant, path, query, url, accept, body: recordOf(body) };
  return completed(operation, route.serve(call));
}

function lackOf({ kind }: Grant): string {
  return kind === 'person'
    ? 'Resource not accessible by personal access token'
    : 'Resource not accessible by integration';
}

/** Fills in all that GitHub's description requires. */
function completed(operation: Operation, answer: Answer): Answer {
  const schema = responseSchema(operation, answer.status);
  if (schema === null || answer.raw !== undefined || answer.status >= 400) return answer;
  return { ...answer, body: filled(schema, answer.body) };
}

/** What GitHub does though its description says otherwise: heads of deleted forks, review comments that are outdated. */
const KNOWN_DEVIATIONS = /\/head\/(repo|user) must be object|\/\d+\/(position|line) must be integer/;

/** What of an answer goes against the description; pages and bytes are not described. */
export function answerViolations(operation: Operation, { status, body, raw }: Answer): string[] {
  if (raw !== undefined) return [];
  return responseViolations(operation, status, plain(body)).filter((each) => !KNOWN_DEVIATIONS.test(each));
}

/** As the client gets it: keys without a value are not there. */
function plain(body: unknown): unknown {
  return body === null ? null : (JSON.parse(JSON.stringify(body)) as unknown);
}

export async function jsonBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  return text === '' ? null : (JSON.parse(text) as unknown);
}

/** Sends an answer with its ETag; 304 when the client has it already. Null hangs up. */
export function send(request: IncomingMessage, response: ServerResponse, answer: Answer | null): void {
  if (answer === null) {
    response.destroy();
    return;
  }
  const bytes = answer.raw ?? (answer.body === null ? null : Buffer.from(JSON.stringify(answer.body)));
  const headers: Record<string, string> = {
    'content-type': 'application/json; charset=utf-8',
    ...answer.headers,
  };
  if (request.method === 'GET' && answer.status === 200 && bytes !== null) {
    headers['etag'] = `W/"${createHash('sha256').update(bytes).digest('hex')}"`;
    if (request.headers['if-none-match'] === headers['etag']) {
      response.writeHead(304, headers).end();
      return;
    }
  }
  response.writeHead(answer.status, headers).end(bytes ?? undefined);
}

export function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
