import type { Decisions } from '../model/decisions.ts';
import type { Docket } from '../model/docket.ts';
import { MINUTES_MARKER } from '../model/report.ts';
import { packed, unpacked } from '../lib/pack.ts';
import { schema } from './minutes-schema.ts';

/** What we keep in our own comment, so that a tick or a command needs no new rehearsal. */
export interface Minutes extends Decisions {
  /** Form of the minutes. */
  readonly version: 1;
  /** Commits that were reviewed. */
  readonly head: string;
  readonly base: string;
  /** Digest of the body of the comment; null when the change holds no migrations. */
  readonly body: string | null;
  /** The case that was reviewed; null when it is too long to be kept, or when there is none. */
  readonly docket: Docket | null;
  /** When the content of an item was first shown, by `item:digest`; what is attested before counts for nothing. */
  readonly shown: Readonly<Record<string, string>>;
  /** Id of the newest comment that was read as a command. */
  readonly read: number;
  /** Id of the newest edit of our comment that was read for ticks; null before the first. */
  readonly edit: string | null;
}

const CLOSING = ' -->';

/** Bytes that a docket may take in a comment. */
const LARGEST_DOCKET = 12_000;
/** Bytes for all the rest of the minutes. */
const DECISIONS = 5_000;

/** Bytes of a comment to leave free for the minutes of this case. */
export function reserveFor(docket: Docket): number {
  return DECISIONS + sizeOf(docket);
}

/** The case, when it is short enough to be kept. */
export function keepable(docket: Docket): Docket | null {
  return sizeOf(docket) === 0 ? null : docket;
}

function sizeOf(docket: Docket): number {
  const { length } = packed(docket);
  return length > LARGEST_DOCKET ? 0 : length;
}

/** The comment with its minutes as the last line; equal minutes give equal bytes, however they came about. */
export function withMinutes(comment: string, minutes: Minutes): string {
  return `${comment.trimEnd()}\n\n${MINUTES_MARKER}${packed(schema.parse(minutes))}${CLOSING}\n`;
}

/** The minutes in a comment of ours; null when it has none, or none that can be read. */
export function minutesIn(comment: string): Minutes | null {
  const parsed = schema.safeParse(unpacked(minutesLineIn(comment) ?? ''));
  return parsed.success ? parsed.data : null;
}

/** The packed minutes in a comment; null when it has none. */
export function minutesLineIn(comment: string): string | null {
  const start = comment.lastIndexOf(MINUTES_MARKER);
  const end = comment.indexOf(CLOSING, start);
  return start < 0 || end < 0 ? null : comment.slice(start + MINUTES_MARKER.length, end);
}
