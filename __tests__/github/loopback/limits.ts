import { refuse, type Answer } from './answer.ts';

const HOUR = 3600;

/** The hourly budget of requests, and what every answer says of it. */
export class Limits {
  readonly limit = 5000;
  remaining = 5000;
  /** Seconds from now to the next hour. */
  resetsIn = HOUR;

  /** Takes one request from the budget; the refusal when nothing is left. */
  spend(): Answer | null {
    if (this.remaining <= 0)
      return refuse(403, 'API rate limit exceeded for installation ID 1.', this.headers('core'));
    this.remaining -= 1;
    return null;
  }

  headers(resource: string): Record<string, string> {
    return {
      'x-ratelimit-limit': String(this.limit),
      'x-ratelimit-remaining': String(Math.max(0, this.remaining)),
      'x-ratelimit-used': String(this.limit - this.remaining),
      'x-ratelimit-reset': String(Math.ceil(Date.now() / 1000) + this.resetsIn),
      'x-ratelimit-resource': resource,
    };
  }
}
