import type { Author, Edit } from '../model/ports.ts';
import { isSame } from '../model/sticky-comment.ts';

/** A box of the checklist in one version of our comment. */
export interface Box {
  readonly item: string;
  readonly digest: string;
  readonly ticked: boolean;
}

/** One version of our comment, with what can be read in it. */
export interface ReadEdit extends Edit {
  readonly boxes: readonly Box[];
  /** The line of the minutes as it stands; null when it is not there. */
  readonly minutes: string | null;
}

/** Somebody changed a box. */
export interface Flip extends Box {
  readonly by: Author;
  readonly at: string;
}

/**
 * Who changed which box, in order, in all versions after the one with the id `after`. What cannot be said for sure (the
 * account is gone, the text was deleted from the history) is no flip: such a tick counts for nothing.
 */
export function flipsAfter(after: string | null, edits: readonly ReadEdit[], own: Author | null): Flip[] {
  const start = after === null ? 0 : edits.findIndex(({ id }) => id === after) + 1;
  return edits.slice(start).flatMap((edit, index) => {
    const before = originOf(edit, edits.slice(0, start + index));
    if (before === null || edit.by === null) return [];
    if (isOurs(edit, before, own)) return [];
    return changedBoxes(before.boxes, edit.boxes).map((box) => ({
      ...box,
      by: edit.by ?? NOBODY,
      at: edit.at,
    }));
  });
}

/** The versions that we wrote, oldest first. */
export function oursAmong(edits: readonly ReadEdit[], own: Author | null): readonly ReadEdit[] {
  return edits.filter((edit, index) => {
    const before = edits[index - 1];
    return before === undefined
      ? edit.by !== null && own !== null && isSame(edit.by, own)
      : isOurs(edit, before, own);
  });
}

/** The newest version that somebody else than us wrote; null when there is none. What comes after it is ours. */
export function lastOfPeople(edits: readonly ReadEdit[], own: Author | null): string | null {
  const last = edits.findLastIndex((edit, index) => {
    const before = edits[index - 1];
    return before !== undefined && !isOurs(edit, before, own);
  });
  return edits[last]?.id ?? null;
}

const NOBODY: Author = { login: '', bot: true };

/** The version that a person had before them: the last one with the same minutes, or else the one before. */
function originOf(edit: ReadEdit, earlier: readonly ReadEdit[]): ReadEdit | null {
  const same = earlier.findLast(({ minutes }) => minutes !== null && minutes === edit.minutes);
  const origin = same ?? earlier.at(-1);
  return origin === undefined || origin.body === null || edit.body === null ? null : origin;
}

/** What we write has minutes of its own; a person who shares our account changes boxes and leaves the minutes. */
function isOurs(edit: ReadEdit, before: ReadEdit, own: Author | null): boolean {
  return own !== null && edit.by !== null && isSame(edit.by, own) && edit.minutes !== before.minutes;
}

/** Boxes of the same content that are ticked in one and not in the other; boxes that are gone say nothing. */
function changedBoxes(before: readonly Box[], after: readonly Box[]): Box[] {
  return after.filter(({ item, digest, ticked }) =>
    before.some((box) => box.item === item && box.digest === digest && box.ticked !== ticked),
  );
}
