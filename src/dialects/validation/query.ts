import type { Offenders, ValidationQuery } from '../../model/rehearsal.ts';

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
  /** What the counted rows stand against, and the query that lists them, without its limit. */
  readonly offenders?: Offenders;
}

/** Nobody reads more of them at once. */
const MOST_LISTED = 100;

/** A query that answers with one number. */
export function countQuery({ of, from, offenders, ...rest }: Count): Query {
  const query = { ...rest, sql: `SELECT count(*) AS ${of} FROM ${from}` };
  if (offenders === undefined) return query;
  const { object, sql } = offenders;
  return { ...query, offenders: { object, sql: `${sql} LIMIT ${MOST_LISTED}` } };
}
