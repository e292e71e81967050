import { refuse, type Answer } from '../answer.ts';
import { linesShown } from '../diff.ts';
import { reviewCommentJson, reviewJson } from '../resources.ts';
import { numberOf, ok, page, textOf, type Call, type Routes } from '../route.ts';
import type { StoredPull, StoredReview, StoredReviewComment } from '../stored.ts';
import { filesOf, withPull } from './pulls.ts';

type Json = Readonly<Record<string, unknown>>;

/** Reviews and their comments on lines. */
export const REVIEWS: Routes = {
  'pulls/create-review': {
    needs: ['pull-requests:write'],
    serve: (call) => withPull(call, (pull) => review(call, pull)),
  },
  'pulls/list-reviews': {
    needs: ['pull-requests:read'],
    serve: (call) => withPull(call, (pull) => list(call, pull)),
  },
  'pulls/list-review-comments': {
    needs: ['pull-requests:read'],
    serve: (call) => withPull(call, (pull) => listComments(call, pull)),
  },
  'pulls/create-review-comment': {
    needs: ['pull-requests:write'],
    serve: (call) => withPull(call, (pull) => single(call, pull)),
  },
  'pulls/create-reply-for-review-comment': {
    needs: ['pull-requests:write'],
    serve: (call) => withPull(call, (pull) => reply(call, pull)),
  },
  'pulls/delete-review-comment': { needs: ['pull-requests:write'], serve: remove },
};

/** One line that is not in the diff fails the whole review. */
function review(call: Call, pull: StoredPull): Answer {
  const { body, world } = call;
  const comments = (body['comments'] ?? []) as readonly Json[];
  const fault = comments.map((comment) => faultOf(call, pull, comment)).find((each) => each !== null);
  if (fault !== undefined) return unprocessable(fault);
  const made = addReview(call, pull, textOf(body, 'event') ?? 'PENDING');
  for (const comment of comments) world.reviewComments.push(commentOf(call, made, comment));
  return ok(reviewJson(made));
}

function single(call: Call, pull: StoredPull): Answer {
  const fault = faultOf(call, pull, call.body);
  if (fault !== null) return unprocessable(fault);
  const comment = commentOf(call, addReview(call, pull, 'COMMENT'), call.body);
  call.world.reviewComments.push(comment);
  return { status: 201, body: reviewCommentJson(comment) };
}

function reply(call: Call, pull: StoredPull): Answer {
  const { world, path, body } = call;
  const first = world.reviewComments.find(({ id }) => id === numberOf(path, 'comment_id'));
  if (first === undefined) return refuse(404, 'Not Found');
  const made = addReview(call, pull, 'COMMENT');
  const id = world.nextId();
  const comment = {
    ...first,
    id,
    review: made.id,
    author: made.author,
    body: textOf(body, 'body') ?? '',
    inReplyTo: first.id,
  };
  world.reviewComments.push(comment);
  return { status: 201, body: reviewCommentJson(comment) };
}

function addReview({ world, grant, body }: Call, pull: StoredPull, event: string): StoredReview {
  const made: StoredReview = {
    id: world.nextId(),
    pull: pull.number,
    author: grant.account,
    body: textOf(body, 'comments') === null && body['path'] === undefined ? (textOf(body, 'body') ?? '') : '',
    event,
    commit: textOf(body, 'commit_id') ?? pull.headSha,
    at: world.now(),
  };
  world.reviews.push(made);
  return made;
}

function commentOf(
  { world }: Call,
  { id, pull, author, commit }: StoredReview,
  comment: Json,
): StoredReviewComment {
  const start = comment['start_line'];
  return {
    id: world.nextId(),
    pull,
    review: id,
    author,
    commit,
    body: textOf(comment, 'body') ?? '',
    path: textOf(comment, 'path') ?? '',
    line: Number(comment['line']),
    startLine: typeof start === 'number' ? start : null,
    inReplyTo: null,
    outdated: false,
    at: world.now(),
  };
}

/** Lines have to be shown in the diff of the newest commit, on its right side. */
function faultOf(call: Call, pull: StoredPull, comment: Json): string | null {
  if (pull.state === 'closed') return 'Pull request is closed';
  const file = filesOf(call, pull).find(({ filename }) => filename === comment['path']);
  if (file === undefined) return 'Path could not be resolved';
  const shown = linesShown(file.patch);
  const [line, start] = [Number(comment['line']), comment['start_line']];
  if (!shown.has(line)) return 'Line could not be resolved';
  if (start === undefined) return null;
  if (Number(start) >= line) return 'start_line must precede the end line.';
  return shown.has(Number(start)) ? null : 'Start line could not be resolved';
}

function unprocessable(fault: string): Answer {
  return refuse(422, `Unprocessable Entity: ${fault}`);
}

function list(call: Call, pull: StoredPull): Answer {
  const all = call.world.reviews.filter((each) => each.pull === pull.number);
  return page(call, all, (shown) => shown.map(reviewJson));
}

function listComments(call: Call, pull: StoredPull): Answer {
  const all = call.world.reviewComments.filter((each) => each.pull === pull.number);
  return page(call, all, (shown) => shown.map(reviewCommentJson));
}

function remove({ world, path }: Call): Answer {
  const index = world.reviewComments.findIndex(({ id }) => id === numberOf(path, 'comment_id'));
  if (index < 0) return refuse(404, 'Not Found');
  world.reviewComments.splice(index, 1);
  return { status: 204, body: null };
}
