import type { Author, Edit } from '../../model/ports.ts';
import { Refusal } from '../../model/refusal.ts';
import { asked } from './asked.ts';
import type { GitHubClient } from './client.ts';
import { COMMENT_EDITS } from './queries.ts';

interface EditNode {
  readonly id: string;
  readonly editedAt: string;
  readonly deletedAt: string | null;
  readonly diff: string | null;
  readonly editor: { readonly __typename: string; readonly login: string } | null;
}

interface EditPage {
  readonly nodes: readonly (EditNode | null)[] | null;
  readonly pageInfo: { readonly endCursor: string | null; readonly hasNextPage: boolean };
}

interface CommentEdits {
  readonly node: { readonly userContentEdits?: EditPage | null } | null;
}

/** Every version of a comment, oldest first; empty when it was never edited. `node` is the comment's node id. */
export async function readEdits(client: GitHubClient, node: string): Promise<readonly Edit[]> {
  const newestFirst: Edit[] = [];
  let after: string | null = null;
  do {
    const page: EditPage = await editPage(client, node, after);
    for (const edit of page.nodes ?? []) if (edit !== null) newestFirst.push(editOf(edit));
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  } while (after !== null);
  return newestFirst.toReversed();
}

async function editPage(client: GitHubClient, comment: string, after: string | null): Promise<EditPage> {
  const answer = await asked(client.graphql<CommentEdits>(COMMENT_EDITS, { comment, after }));
  const page = answer.node?.userContentEdits ?? null;
  if (page === null) throw new Refusal('missing', 404, 'The history of the comment is not there.');
  return page;
}

/** `diff` holds the whole text after the edit. */
function editOf({ id, editedAt, deletedAt, diff, editor }: EditNode): Edit {
  const by = editor === null ? null : editorOf(editor);
  return { id, by, at: editedAt, body: deletedAt === null ? diff : null };
}

/** GraphQL leaves out the `[bot]` that REST puts after the login of an app. */
function editorOf({ __typename, login }: { readonly __typename: string; readonly login: string }): Author {
  const bot = __typename === 'Bot' || login.endsWith('[bot]');
  return { login: bot && !login.endsWith('[bot]') ? `${login}[bot]` : login, bot };
}
