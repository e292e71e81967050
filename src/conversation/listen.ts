import type { Author, Edit, PublishedComment, Publisher } from '../model/ports.ts';
import { Refusal } from '../model/refusal.ts';
import { isSame, marked, writtenBy } from '../model/sticky-comment.ts';
import { flipsAfter, oursAmong, type Box, type ReadEdit } from './flips.ts';
import type { Said } from './hear.ts';
import { minutesIn, minutesLineIn } from './minutes.ts';
import { parseCommand } from './parse-command.ts';
import { reconciled } from './reconcile.ts';
import type { Request } from './request.ts';

/** The conversation as the host has it now. */
export interface Conversation extends Said {
  readonly comments: readonly PublishedComment[];
  /** Our comment; null when there is none. */
  readonly sticky: PublishedComment | null;
  /** More of ours, which are one too many. */
  readonly duplicates: readonly PublishedComment[];
  /** Our comment as we wrote it last, whatever others made of it since; empty when there is none. */
  readonly text: string;
  /** What other runs of ours wrote since the newest edit of people that we have read, oldest first. */
  readonly beside: readonly string[];
}

/** Reads the boxes of a comment. */
export type ReadBoxes = (comment: string) => readonly Box[];

/**
 * Reads everything that was said: our comment by marker and identity, the minutes from the newest version that we wrote
 * ourselves, ticks from its history of edits, commands from comments that only their authors wrote.
 * Rejects with a `Refusal` when the host fails us. Where the token may not read comments, nobody said anything.
 */
export async function listen(publisher: Publisher, readBoxes: ReadBoxes): Promise<Conversation> {
  const comments = await readableComments(publisher);
  if (comments === null) return SILENCE;
  const candidates = marked(comments);
  const commands = comments.filter(({ body }) => parseCommand(body) !== null);
  const own = candidates.length + commands.length === 0 ? null : await publisher.identity();
  const [sticky = null, ...duplicates] = writtenBy(own, candidates);
  const edits = sticky === null ? [] : await versionsOf(sticky, publisher);
  if (edits === null) return listen(publisher, readBoxes);
  const read = edits.map((edit) => readEdit(edit, readBoxes));
  const { text, minutes, beside } = kept(sticky, read, own);
  const unread = commands.filter(({ id }) => id > (minutes?.read ?? 0));
  return {
    comments,
    sticky,
    duplicates,
    text,
    own,
    minutes,
    beside,
    edits: read,
    requests: await requestsIn(unread, publisher, own),
    newest: Math.max(0, ...commands.map(({ id }) => id)),
  };
}

const SILENCE: Conversation = {
  comments: [],
  sticky: null,
  duplicates: [],
  text: '',
  own: null,
  minutes: null,
  beside: [],
  edits: [],
  requests: [],
  newest: 0,
};

async function readableComments(publisher: Publisher): Promise<readonly PublishedComment[] | null> {
  try {
    return await publisher.comments();
  } catch (error) {
    if (error instanceof Refusal && error.kind === 'forbidden') return null;
    throw error;
  }
}

/** Reads one version of our comment; its boxes only when they are asked for, since there may be hundreds of versions. */
export function readEdit(edit: Edit, readBoxes: ReadBoxes): ReadEdit {
  const body = edit.body ?? '';
  let boxes: readonly Box[] | null = null;
  return {
    ...edit,
    minutes: minutesLineIn(body),
    get boxes() {
      return (boxes ??= readBoxes(body));
    },
  };
}

/** Every version of a comment; null when it was deleted meanwhile. */
async function versionsOf(comment: PublishedComment, publisher: Publisher): Promise<readonly Edit[] | null> {
  try {
    return await publisher.edits(comment);
  } catch (error) {
    if (!(error instanceof Refusal) || error.kind !== 'missing') throw error;
    const left = await publisher.comments();
    if (left.some(({ id }) => id === comment.id)) throw error;
    return null;
  }
}

/** What we wrote last, and what we keep; what others made of it since is input, not authority. */
function kept(
  sticky: PublishedComment | null,
  edits: readonly ReadEdit[],
  own: Author | null,
): Pick<Conversation, 'text' | 'minutes' | 'beside'> {
  if (sticky === null) return { text: '', minutes: null, beside: [] };
  if (edits.length === 0) return { text: sticky.body, minutes: minutesIn(sticky.body), beside: [] };
  const ours = oursAmong(edits, own);
  const newest = ours.findLast(({ body }) => minutesIn(body ?? '') !== null);
  const text = newest?.body ?? '';
  const minutes = minutesIn(text);
  if (minutes === null) return { text, minutes, beside: [] };
  const since = edits.findIndex(({ id }) => id === minutes.edit) + 1;
  const beside = ours
    .filter((edit) => edit !== newest && edits.indexOf(edit) >= since)
    .map(({ body }) => body ?? '');
  const others = beside.flatMap((body) => minutesIn(body) ?? []);
  return { text, minutes: reconciled(minutes, others, () => flipsAfter(null, edits, own)), beside };
}

/** Commands of people whose words nobody else changed. */
async function requestsIn(
  comments: readonly PublishedComment[],
  publisher: Publisher,
  own: Author | null,
): Promise<Request[]> {
  const requests: Request[] = [];
  for (const comment of comments) {
    const { id, author, body, createdAt } = comment;
    const command = parseCommand(body);
    if (command === null || author === null || (own !== null && isSame(author, own))) continue;
    const edits = await versionsOf(comment, publisher);
    if (edits === null || edits.some(({ by }) => by === null || !isSame(by, author))) continue;
    requests.push({ comment: id, by: author, at: edits.at(-1)?.at ?? createdAt, command });
  }
  return requests;
}
