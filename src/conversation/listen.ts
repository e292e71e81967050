import type { Author, Edit, PublishedComment, Publisher } from '../model/ports.ts';
import { Refusal } from '../model/refusal.ts';
import { isSame, marked, writtenBy } from '../model/sticky-comment.ts';
import type { Box, ReadEdit } from './flips.ts';
import type { Said } from './hear.ts';
import { minutesIn, minutesLineIn } from './minutes.ts';
import { parseCommand } from './parse-command.ts';
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
  const edits =
    sticky === null ? [] : (await publisher.edits(sticky)).map((edit) => readEdit(edit, readBoxes));
  const text = sticky === null ? '' : ourText(sticky, edits, own);
  const minutes = minutesIn(text);
  const unread = commands.filter(({ id }) => id > (minutes?.read ?? 0));
  return {
    comments,
    sticky,
    duplicates,
    text,
    own,
    minutes,
    edits,
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

/** What we wrote last; what others made of it since is input, not authority. */
function ourText(sticky: PublishedComment, edits: readonly ReadEdit[], own: Author | null): string {
  if (edits.length === 0) return sticky.body;
  const ours = edits.findLast(({ by }) => by !== null && own !== null && isSame(by, own));
  return ours?.body ?? '';
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
    const edits = await publisher.edits(comment);
    if (edits.some(({ by }) => by === null || !isSame(by, author))) continue;
    requests.push({ comment: id, by: author, at: edits.at(-1)?.at ?? createdAt, command });
  }
  return requests;
}
