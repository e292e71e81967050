import { readFileSync } from 'node:fs';
import { buildSchema, execute, parse, validate, type DocumentNode, type GraphQLError } from 'graphql';
import { isGranted, type Account, type Grant } from './accounts.ts';
import { refuse, type Answer } from './answer.ts';
import { failure, firstOf, type Slice } from './graphql-answers.ts';
import { deploymentPage, type DeploymentsAsked } from './graphql-deployments.ts';
import { pullPage } from './graphql-pulls.ts';
import type { StoredComment, StoredEdit } from './stored.ts';
import { DEFAULT_BRANCH, REPOSITORY, type World } from './world.ts';

export const SCHEMA_SLICE = buildSchema(
  readFileSync(new URL('schema-slice.graphql', import.meta.url), 'utf8'),
);

/** Answers a query; what goes against the schema is added to `violations`. */
export async function answerGraphql(
  world: World,
  grant: Grant | undefined,
  body: Readonly<Record<string, unknown>>,
  violations: string[],
): Promise<Answer> {
  if (grant === undefined) return refuse(401, 'Bad credentials');
  const source = typeof body['query'] === 'string' ? body['query'] : '';
  const { document, wrong } = readQuery(source);
  violations.push(...wrong.map(({ message }) => `graphql: ${message}`));
  if (wrong.length > 0) return { status: 200, body: { errors: wrong.map(({ message }) => ({ message })) } };
  const variableValues = (body['variables'] ?? {}) as Record<string, unknown>;
  const { data, errors } = await execute({
    schema: SCHEMA_SLICE,
    document,
    variableValues,
    rootValue: rootOf(world, grant),
  });
  const told = errors?.map(({ message, extensions, path }) => ({ type: extensions['type'], path, message }));
  return { status: 200, body: { data, ...(told === undefined ? {} : { errors: told }) } };
}

interface ReadQuery {
  readonly document: DocumentNode;
  readonly wrong: readonly GraphQLError[];
}

/** Queries are few and asked often. */
const read = new Map<string, ReadQuery>();

/** A query with all that goes against the schema; the same text is looked at once. */
function readQuery(source: string): ReadQuery {
  const known = read.get(source);
  if (known !== undefined) return known;
  const document = parse(source);
  const found = { document, wrong: validate(SCHEMA_SLICE, document) };
  read.set(source, found);
  return found;
}

function rootOf(world: World, grant: Grant): Record<string, unknown> {
  return {
    viewer: { id: `U_${grant.account.id}`, login: grant.account.login },
    node: ({ id }: { readonly id: string }) => commentNode(commentWith(world, grant, id, 'read')),
    repository: ({ owner, name }: { readonly owner: string; readonly name: string }) => {
      if (`${owner}/${name}` !== REPOSITORY)
        throw failure('NOT_FOUND', `Could not resolve to a Repository with the name '${owner}/${name}'.`);
      if (!isGranted(grant, ['contents:read']))
        throw failure('FORBIDDEN', 'Resource not accessible by integration');
      const mergeQueue = ({ branch = DEFAULT_BRANCH }: { readonly branch?: string }): unknown =>
        world.queued.has(branch) ? { id: `MQ_${branch}` } : null;
      return {
        id: 'R_1',
        mergeQueue,
        deployments: (asked: DeploymentsAsked) => deploymentPage(world, grant, asked),
        pullRequests: (slice: Slice) => pullPage(world, grant, slice),
        object: (asked: ObjectAsked) => blobNode(world, blobAsked(world, asked)),
      };
    },
    minimizeComment: ({ input }: { readonly input: Minimizing }) => {
      const comment = commentWith(world, grant, input.subjectId, 'write');
      comment.minimized = input.classifier.toLowerCase().replace('_', '-');
      return { clientMutationId: input.clientMutationId ?? null, minimizedComment: commentNode(comment) };
    },
  };
}

interface ObjectAsked {
  readonly oid?: string;
  /** `<commit>:<path>`. */
  readonly expression?: string;
}

function blobAsked({ git }: World, { oid, expression = '' }: ObjectAsked): string {
  if (oid !== undefined) return oid;
  const colon = expression.indexOf(':');
  const commit = git.resolve(expression.slice(0, colon));
  return commit === null ? '' : (git.files(commit).get(expression.slice(colon + 1))?.sha ?? '');
}

const LONGEST_TEXT = 512_000;

/** A blob with its text; binary ones have none, and long ones are cut. */
function blobNode({ git }: World, oid: string): Record<string, unknown> | null {
  if (git.objects.get(oid)?.type !== 'blob') return null;
  const bytes = git.blob(oid);
  const isBinary = bytes.includes(0);
  const isTruncated = bytes.length > LONGEST_TEXT;
  const text = isBinary ? null : bytes.subarray(0, LONGEST_TEXT).toString('utf8');
  return { __typename: 'Blob', id: `B_${oid}`, oid, byteSize: bytes.length, isBinary, isTruncated, text };
}

interface Minimizing {
  readonly subjectId: string;
  readonly classifier: string;
  readonly clientMutationId?: string;
}

function commentWith(world: World, grant: Grant, node: string, level: 'read' | 'write'): StoredComment {
  const comment = world.comments.find(({ id }) => `IC_${id}` === node);
  if (comment === undefined)
    throw failure('NOT_FOUND', `Could not resolve to a node with the global id of '${node}'`);
  if (!isGranted(grant, [`pull-requests:${level}`, `issues:${level}`]))
    throw failure('FORBIDDEN', 'Resource not accessible by integration');
  return comment;
}

function commentNode(comment: StoredComment): Record<string, unknown> {
  return {
    __typename: 'IssueComment',
    id: `IC_${comment.id}`,
    body: comment.body,
    isMinimized: comment.minimized !== null,
    minimizedReason: comment.minimized,
    lastEditedAt: comment.edits.at(-1)?.at ?? null,
    // Newest first.
    userContentEdits: (slice: Slice) =>
      firstOf('userContentEdits', comment.edits.toReversed().map(editNode), slice),
  };
}

function editNode({ id, editor, at, body, deletedAt }: StoredEdit): Record<string, unknown> {
  const by = editor === null ? null : actor(editor);
  return { id, editor: by, editedAt: at, deletedAt, diff: deletedAt === null ? body : null };
}

/** GraphQL names a bot without the `[bot]` of REST. */
function actor({ login, id, type }: Account): Record<string, unknown> {
  return { __typename: type, id: `U_${id}`, login: login.replace(/\[bot\]$/, '') };
}
