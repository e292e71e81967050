import type { Grant, Need } from './accounts.ts';
import type { Answer } from './answer.ts';
import type { World } from './world.ts';

/** A request that is known, allowed and well-formed. */
export interface Call {
  readonly world: World;
  readonly grant: Grant;
  readonly path: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: Readonly<Record<string, unknown>>;
  /** Address without query, for links. */
  readonly url: string;
  readonly accept: string;
}

/** What one operation needs and does. */
export interface Route {
  /** Any of these permissions. */
  readonly needs: readonly Need[];
  readonly serve: (call: Call) => Answer;
}

export type Routes = Readonly<Record<string, Route>>;

export const METADATA: readonly Need[] = ['metadata:read'];
/** Pull requests are issues too: one permission of both is enough. */
export const READ_TALK: readonly Need[] = ['pull-requests:read', 'issues:read'];
export const WRITE_TALK: readonly Need[] = ['pull-requests:write', 'issues:write'];

export function ok(body: unknown): Answer {
  return { status: 200, body };
}

/** One page of a list with its `Link` header. `wrap` puts the page into an object. */
export function page<T>(
  { query, url }: Call,
  all: readonly T[],
  wrap: (shown: readonly T[]) => unknown = (shown) => shown,
): Answer {
  const size = Math.min(Number(query.get('per_page') ?? 30), 100);
  const current = Number(query.get('page') ?? 1);
  const last = Math.max(1, Math.ceil(all.length / size));
  const link = (to: number, rel: string): string => {
    const others = new URLSearchParams(query);
    others.set('page', String(to));
    return `<${url}?${others.toString()}>; rel="${rel}"`;
  };
  const headers = current < last ? { link: `${link(current + 1, 'next')}, ${link(last, 'last')}` } : {};
  return { status: 200, headers, body: wrap(all.slice((current - 1) * size, current * size)) };
}

/** A text of the request's body; null when there is none. */
export function textOf(body: Readonly<Record<string, unknown>>, key: string): string | null {
  const value = body[key];
  return typeof value === 'string' ? value : null;
}

export function numberOf(path: Readonly<Record<string, string>>, key: string): number {
  return Number(path[key]);
}
