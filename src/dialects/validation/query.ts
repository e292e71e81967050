import type { ValidationQuery } from '../../model/rehearsal.ts';

/** A validation query without the place of its statement. */
export type Query = Omit<ValidationQuery, 'path' | 'line'>;

/** A relation's name in the catalog as a query names it, whatever the session looks up first. */
export type Qualified = (relation: string) => string;

interface Count {
  readonly when: Query['when'];
  readonly title: string;
  readonly reason: string;
  /** Name of the counted thing, for the answer's column. */
  readonly of: string;
  /** What follows `FROM`. */
  readonly from: string;
  /** Null when any number is fine. */
  readonly expect: string | null;
}

/** A query that answers with one number. */
export function countQuery({ when, title, reason, of, from, expect }: Count): Query {
  return { when, title, reason, expect, sql: `SELECT count(*) AS ${of} FROM ${from}` };
}
