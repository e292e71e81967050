import { refuse, type Answer } from '../answer.ts';
import { commentJson, issueJson, plainIssueJson, reactionJson } from '../resources.ts';
import { numberOf, ok, page, READ_TALK, textOf, WRITE_TALK, type Call, type Routes } from '../route.ts';
import type { StoredComment } from '../stored.ts';

/** Comments of pull requests, and reactions on them. */
export const TALK: Routes = {
  'issues/create': { needs: ['issues:write'], serve: createIssue },
  'issues/get': { needs: READ_TALK, serve: getIssue },
  'issues/list-comments': { needs: READ_TALK, serve: listComments },
  'issues/create-comment': { needs: WRITE_TALK, serve: createComment },
  'issues/get-comment': {
    needs: READ_TALK,
    serve: (call) => withComment(call, (comment) => ok(commentJson(comment, call.world))),
  },
  'issues/update-comment': { needs: WRITE_TALK, serve: (call) => withComment(call, updateComment(call)) },
  'issues/delete-comment': { needs: WRITE_TALK, serve: (call) => withComment(call, deleteComment(call)) },
  'reactions/list-for-issue-comment': { needs: READ_TALK, serve: listReactions },
  'reactions/create-for-issue-comment': { needs: WRITE_TALK, serve: createReaction },
  'reactions/delete-for-issue-comment': { needs: WRITE_TALK, serve: deleteReaction },
};

function getIssue({ world, path }: Call): Answer {
  const pull = world.pulls.get(numberOf(path, 'issue_number'));
  return pull === undefined ? refuse(404, 'Not Found') : ok(issueJson(pull));
}

/** Anybody who may write issues opens one; its text has the limit of comments. */
function createIssue({ world, grant, body }: Call): Answer {
  const text = textOf(body, 'body') ?? '';
  if (text.length > world.maxima.comment) return refuse(422, 'Validation Failed');
  const number = 100 + world.issues.length;
  const issue = { number, title: textOf(body, 'title') ?? '', body: text, author: grant.account };
  world.issues.push(issue);
  return { status: 201, body: plainIssueJson(issue, world.now()) };
}

function listComments(call: Call): Answer {
  const { world, path, query } = call;
  const issue = numberOf(path, 'issue_number');
  if (!world.pulls.has(issue)) return refuse(404, 'Not Found');
  const since = query.get('since') ?? '';
  const all = world.comments.filter((comment) => comment.issue === issue && comment.updatedAt >= since);
  return page(call, all, (shown) => shown.map((comment) => commentJson(comment, world)));
}

function createComment(call: Call): Answer {
  const { world, path, grant, body } = call;
  const issue = numberOf(path, 'issue_number');
  if (!world.pulls.has(issue)) return refuse(404, 'Not Found');
  const refusal = writeRefusal(call, issue);
  if (refusal !== null) return refusal;
  const comment = world.addComment(grant.account, textOf(body, 'body') ?? '', issue);
  return { status: 201, body: commentJson(comment, world) };
}

/** People with write access may edit the comments of others; apps and workflow tokens with the permission too. */
function updateComment(call: Call): (comment: StoredComment) => Answer {
  return (comment) => {
    const refusal = writeRefusal(call, comment.issue);
    if (refusal !== null) return refusal;
    call.world.editComment(comment, textOf(call.body, 'body') ?? '', call.grant.account);
    return ok(commentJson(comment, call.world));
  };
}

function deleteComment(call: Call): (comment: StoredComment) => Answer {
  return (comment) => {
    const refusal = writeRefusal(call, comment.issue);
    if (refusal !== null) return refusal;
    call.world.removeComment(comment.id);
    return { status: 204, body: null };
  };
}

function withComment(call: Call, serve: (comment: StoredComment) => Answer): Answer {
  const comment = call.world.comment(numberOf(call.path, 'comment_id'));
  if (comment === null) return refuse(404, 'Not Found');
  const { grant, world } = call;
  const reads = call.body['body'] === undefined && call.url.endsWith('/reactions');
  const own = comment.author.login === grant.account.login;
  if (grant.kind === 'person' && !own && !reads && !world.mayWrite(grant.account.login))
    return refuse(403, 'Must have admin rights to Repository.');
  return serve(comment);
}

function writeRefusal({ world, grant, body }: Call, issue: number): Answer | null {
  if (world.locked.has(issue) && !(grant.kind === 'person' && world.mayWrite(grant.account.login)))
    return refuse(403, 'Unable to create comment because issue is locked.');
  const text = textOf(body, 'body');
  if (text === '') return refuse(422, 'Validation Failed: Body cannot be blank');
  if (Array.from(text ?? '').length > world.maxima.comment)
    return refuse(422, `Validation Failed: Body is too long (maximum is ${world.maxima.comment} characters)`);
  return null;
}

function listReactions(call: Call): Answer {
  const id = numberOf(call.path, 'comment_id');
  if (call.world.comment(id) === null) return refuse(404, 'Not Found');
  const content = call.query.get('content');
  const all = call.world.reactions.filter(
    (each) => each.comment === id && (content === null || each.content === content),
  );
  return page(call, all, (shown) => shown.map(reactionJson));
}

/** The same reaction of the same account again answers 200 with the one that is there. */
function createReaction({ world, path, grant, body }: Call): Answer {
  const comment = numberOf(path, 'comment_id');
  const content = textOf(body, 'content') ?? '';
  const stored = world.comment(comment);
  if (stored === null) return refuse(404, 'Not Found');
  if (world.locked.has(stored.issue)) return refuse(403, 'Unable to react because issue is locked.');
  const known = world.reactions.find(
    (each) =>
      each.comment === comment && each.content === content && each.author.login === grant.account.login,
  );
  if (known !== undefined) return ok(reactionJson(known));
  const reaction = { id: world.nextId(), comment, author: grant.account, content, at: world.now() };
  world.reactions.push(reaction);
  return { status: 201, body: reactionJson(reaction) };
}

function deleteReaction({ world, path }: Call): Answer {
  const index = world.reactions.findIndex(({ id }) => id === numberOf(path, 'reaction_id'));
  if (index < 0) return refuse(404, 'Not Found');
  world.reactions.splice(index, 1);
  return { status: 204, body: null };
}
