import { Refusal, type RefusalKind } from '../../model/refusal.ts';

interface FailedRequest {
  readonly status?: unknown;
  readonly message: string;
  /** GraphQL answers 200 and lists what it did not do. */
  readonly errors?: readonly GraphQLError[];
  readonly response?: { readonly headers?: Readonly<Record<string, unknown>>; readonly data?: unknown };
}

interface GraphQLError {
  readonly type?: string;
  readonly message: string;
}

const GRAPHQL_STATUS: Readonly<Record<string, number>> = {
  NOT_FOUND: 404,
  FORBIDDEN: 403,
  RATE_LIMITED: 429,
};

const KINDS: Readonly<Record<number, RefusalKind>> = {
  400: 'invalid',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'missing',
  410: 'missing',
  413: 'invalid',
  422: 'invalid',
  429: 'rate-limited',
};

/** Turns whatever the client threw into a refusal. Errors that are not answers (our own mistakes) are thrown on. */
export function refusalOf(error: unknown): Refusal {
  if (!(error instanceof Error)) throw error;
  const failed: FailedRequest = error;
  if (failed.errors !== undefined) return graphqlRefusal(failed.errors);
  if (typeof failed.status !== 'number') throw error;
  const answered = failed.response !== undefined;
  const status = answered ? failed.status : 0;
  return new Refusal(kindOf(failed, status), status, messageOf(failed));
}

function graphqlRefusal([first]: readonly GraphQLError[]): Refusal {
  const status = GRAPHQL_STATUS[first?.type ?? ''] ?? 502;
  return new Refusal(KINDS[status] ?? 'unavailable', status, first?.message ?? 'GraphQL says nothing');
}

function kindOf(failed: FailedRequest, status: number): RefusalKind {
  if (status === 403 && isRateLimited(failed)) return 'rate-limited';
  if (status === 403 && /\blocked\b/i.test(failed.message)) return 'locked';
  return KINDS[status] ?? 'unavailable';
}

/** https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api#exceeding-the-rate-limit */
function isRateLimited(failed: FailedRequest): boolean {
  const headers = failed.response?.headers ?? {};
  return /rate limit/i.test(failed.message) || headers['x-ratelimit-remaining'] === '0';
}

/** GitHub's own sentence, without the link that the client adds, on one line and short. */
function messageOf(failed: FailedRequest): string {
  const data = failed.response?.data;
  const told = typeof data === 'object' && data !== null && 'message' in data ? data.message : null;
  const text = typeof told === 'string' && told !== '' ? told : failed.message;
  if (text.trimStart().startsWith('<')) return 'a page instead of an answer';
  return text.replace(/\s+/g, ' ').trim().slice(0, 200);
}
