import type { Person, Words } from './steps.ts';

/** One version of a comment that a person wrote. */
export interface Saying {
  readonly at: number;
  readonly by: string;
  readonly words: Words;
}

/** A comment with a command, and what became of it. */
export interface Spoken {
  readonly comment: number;
  readonly author: Person;
  readonly versions: Saying[];
  deleted: boolean;
  /** The version that a run without disturbance has heard for sure; null when there is none. */
  heard: Saying | null;
  /** For an attest: the content that was shown when it was written; null when that cannot be said. */
  shown: string | null;
}

/** Somebody set or took a tick: for sure, or as one may read a damaged text. */
export interface Click {
  readonly key: string;
  readonly by: Person;
  readonly at: number;
  readonly ticked: boolean;
  readonly sure: boolean;
}

/** Everything that happened, in plain words: what the final state is held against. */
export interface Record {
  readonly spoken: Spoken[];
  clicks: Click[];
  /** When each head began to be the head. */
  readonly heads: { readonly at: number; readonly sha: string }[];
}

export interface Box {
  readonly item: string;
  readonly key: string;
  readonly ticked: boolean;
}

/** The boxes of a text, line by line; the first of each item. */
export function boxesOf(text: string): Box[] {
  const lines = [...text.matchAll(/^- \[([ xX])\] <!-- item:([a-z-]+):([0-9a-f]{16}) -->/gm)];
  const boxes = lines.map(([, mark = ' ', item = '', digest = '']) => ({
    item,
    key: `${item}:${digest}`,
    ticked: mark !== ' ',
  }));
  return boxes.filter(({ item }, at) => boxes.findIndex((each) => each.item === item) === at);
}

/** Boxes of the same content that are different in two texts, as the second one has them. */
export function differing(before: string, after: string): Box[] {
  const old = boxesOf(before);
  return boxesOf(after).filter(({ key, ticked }) =>
    old.some((box) => box.key === key && box.ticked !== ticked),
  );
}
