import { GraphQLError } from 'graphql';

const LARGEST_PAGE = 100;

export interface Slice {
  readonly first?: number;
  readonly after?: string | null;
}

/** What GitHub answers in place of a value. */
export function failure(type: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { type } });
}

/** One page of a connection. */
export function firstOf(name: string, all: readonly unknown[], { first, after }: Slice): unknown {
  if (first === undefined || first > LARGEST_PAGE)
    throw failure('EXCESSIVE_PAGINATION', `You must provide a \`first\` of at most 100 on \`${name}\`.`);
  const start = after === null || after === undefined ? 0 : Number(after);
  const end = start + first;
  return {
    totalCount: all.length,
    nodes: all.slice(start, end),
    pageInfo: { endCursor: String(Math.min(end, all.length)), hasNextPage: end < all.length },
  };
}
