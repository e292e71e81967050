/** Why the host did not do what it was asked. */
export type RefusalKind =
  /** The token may not do this (403). */
  | 'forbidden'
  /** The conversation is locked (403). */
  | 'locked'
  /** The token is not accepted (401). */
  | 'unauthorized'
  /** It is not there, or the token may not know that it is (404, 410). */
  | 'missing'
  /** The host does not take the content (400, 422). */
  | 'invalid'
  /** Too many requests for now (403, 429). */
  | 'rate-limited'
  /** The host failed or was not reached (5xx, network). */
  | 'unavailable';

/** The host's answer when it does not do something; thrown by publishers. */
export class Refusal extends Error {
  readonly kind: RefusalKind;
  /** HTTP status; 0 when there was no answer. */
  readonly status: number;

  constructor(kind: RefusalKind, status: number, message: string) {
    super(message);
    this.name = 'Refusal';
    this.kind = kind;
    this.status = status;
  }
}
