/** Every GraphQL query of ours; a test holds them against GitHub's published schema. */

/** Whose token this is. https://docs.github.com/graphql/reference/queries#viewer */
export const VIEWER = '{ viewer { login } }';

/** Versions of a comment, a hundred at a time, newest first. https://docs.github.com/graphql/reference/objects#usercontentedit */
export const COMMENT_EDITS = `query ($comment: ID!, $after: String) {
  node(id: $comment) {
    ... on IssueComment {
      userContentEdits(first: 100, after: $after) {
        nodes { id editedAt deletedAt diff editor { __typename login } }
        pageInfo { endCursor hasNextPage }
      }
    }
  }
}`;

/** Texts of blobs by their hashes, as `b0`, `b1` … https://docs.github.com/graphql/reference/objects#blob */
export function blobTextsQuery(hashes: readonly string[]): string {
  const objects = hashes.map(
    (hash, index) => `    b${index}: object(oid: "${hash}") { ... on Blob { text } }`,
  );
  return `query ($owner: String!, $repo: String!) {
  repository(owner: $owner, name: $repo) {
${objects.join('\n')}
  }
}`;
}

/** Whether changes of a branch go through a queue. https://docs.github.com/graphql/reference/objects#mergequeue */
export const MERGE_QUEUE = `query ($owner: String!, $repo: String!, $branch: String!) {
  repository(owner: $owner, name: $repo) { mergeQueue(branch: $branch) { id } }
}`;

/**
 * Open pull requests with the files that they change, newest first.
 * https://docs.github.com/graphql/reference/objects#pullrequestchangedfile
 */
export const OPEN_PULLS = `query ($owner: String!, $repo: String!) {
  repository(owner: $owner, name: $repo) {
    pullRequests(states: OPEN, first: 50, orderBy: { field: CREATED_AT, direction: DESC }) {
      nodes {
        number
        title
        headRefOid
        files(first: 100) { nodes { path changeType } pageInfo { hasNextPage } }
      }
    }
  }
}`;

/**
 * Texts of as many files, as `f0`, `f1` …; the variables of these names are `<commit>:<path>`.
 * https://docs.github.com/graphql/reference/objects#repository
 */
export function fileTextsQuery(places: readonly string[]): string {
  const variables = places.map((_, index) => `, $f${index}: String!`).join('');
  const objects = places.map(
    (_, index) => `    f${index}: object(expression: $f${index}) { ... on Blob { text isTruncated } }`,
  );
  return `query ($owner: String!, $repo: String!${variables}) {
  repository(owner: $owner, name: $repo) {
${objects.join('\n')}
  }
}`;
}

/**
 * Deployments to production with their statuses, newest first.
 * https://docs.github.com/graphql/reference/objects#deployment
 */
export const DEPLOYMENTS = `query ($owner: String!, $repo: String!) {
  repository(owner: $owner, name: $repo) {
    deployments(environments: ["production"], first: 100, orderBy: { field: CREATED_AT, direction: DESC }) {
      nodes { commitOid createdAt statuses(first: 10) { nodes { state } } }
    }
  }
}`;
