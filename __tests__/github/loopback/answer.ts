/** What the server answers; `body` is completed from GitHub's description. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Bytes instead of JSON, as for `Accept: application/vnd.github.raw`, or the page of a proxy. */
  readonly raw?: Uint8Array;
}

/** An answer in GitHub's error form. */
export function refuse(status: number, message: string, headers: Record<string, string> = {}): Answer {
  const documentation_url = 'https://docs.github.com/rest';
  return { status, body: { message, documentation_url, status: String(status) }, headers };
}

/** GitHub's answer when too much is written in a short time. */
export function secondaryLimit(seconds = 1): Answer {
  return refuse(403, 'You have exceeded a secondary rate limit. Please wait a few minutes.', {
    'retry-after': String(seconds),
  });
}

/** What stands before GitHub when it does not answer: a page. */
export function badGateway(): Answer {
  const page = '<!DOCTYPE html><title>Unicorn! &middot; GitHub</title>';
  return { status: 502, body: null, raw: Buffer.from(page), headers: { 'content-type': 'text/html' } };
}
