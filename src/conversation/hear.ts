import type { Docket } from '../model/docket.ts';
import { NO_DECISIONS, type Decisions } from '../model/decisions.ts';
import type { Author } from '../model/ports.ts';
import type { Command } from './command.ts';
import { flipsAfter, lastOfPeople } from './flips.ts';
import type { Flip, ReadEdit } from './flips.ts';
import type { Minutes } from './minutes.ts';
import { obey } from './obey.ts';
import type { Request, Setting } from './request.ts';
import { settleTick } from './settle-tick.ts';

/** All that was said since the minutes, read anew from the host. */
export interface Said {
  /** Null when nothing was kept yet. */
  readonly minutes: Minutes | null;
  /** Every version of our comment, oldest first; empty when it was never edited. */
  readonly edits: readonly ReadEdit[];
  /** Comments that begin with a command and were not read yet, oldest first. */
  readonly requests: readonly Request[];
  /** Id of the newest comment that begins with a command; 0 when there is none. */
  readonly newest: number;
  /** Whom our comment is written by; null while there is nothing that we need it for. */
  readonly own: Author | null;
}

/** What is to be answered to one command. */
export interface Answer {
  readonly comment: number;
  readonly command: Command;
  readonly refusal: string | null;
  readonly remark: string | null;
}

export interface Heard {
  readonly decisions: Decisions;
  readonly answers: readonly Answer[];
  /** Where reading goes on the next time; what we write ourselves does not move it, so that our words come to rest. */
  readonly read: number;
  readonly edit: string | null;
  readonly shown: Readonly<Record<string, string>>;
}

/**
 * Hears what people said about the case as it is now. The same conversation gives the same decisions, however often and
 * in which order its events arrive. `now` (ISO 8601, UTC) is when items are shown that were not shown before.
 */
export async function hear(said: Said, setting: Omit<Setting, 'shown'>, now: string): Promise<Heard> {
  const { minutes, edits, own } = said;
  const shown = shownItems(setting.docket, minutes, now);
  const flips = flipsAfter(minutes?.edit ?? null, edits, own);
  const acts = inTime([...flips.map(flipped), ...said.requests.map(requested)]);
  const standing = { ...setting, shown };
  let decisions = standingDecisions(minutes, setting.docket);
  const answers: Answer[] = [];
  for (const act of acts) {
    if (act.kind === 'flip') decisions = await settleTick(decisions, act.flip, standing);
    else {
      const { comment, command } = act.request;
      const { refusal, remark, ...after } = await obey(decisions, act.request, standing);
      decisions = after.decisions;
      answers.push({ comment, command, refusal, remark });
    }
  }
  const read = Math.max(minutes?.read ?? 0, said.newest);
  return { decisions, answers, read, edit: readUpTo(said, setting.docket), shown };
}

/** Ticks wait where there is no checklist to hold them against: what was ticked may come back with the next commits. */
function readUpTo({ minutes, edits, own }: Said, docket: Docket | null): string | null {
  const before = minutes?.edit ?? null;
  return docket === null ? before : (lastOfPeople(edits, own) ?? before);
}

type Happening =
  | { readonly kind: 'flip'; readonly at: string; readonly flip: Flip }
  | { readonly kind: 'request'; readonly at: string; readonly request: Request };

function flipped(flip: Flip): Happening {
  return { kind: 'flip', at: flip.at, flip };
}

function requested(request: Request): Happening {
  return { kind: 'request', at: request.at, request };
}

/** As it happened; what has the same second stays in the order given. */
function inTime(acts: readonly Happening[]): Happening[] {
  return acts.toSorted((left, right) => Date.parse(left.at) - Date.parse(right.at));
}

function standingDecisions(minutes: Minutes | null, docket: Docket | null): Decisions {
  const { settled, overrides, rulings } = minutes ?? NO_DECISIONS;
  return { settled: settled.filter((one) => isCurrent(one, docket)), overrides, rulings };
}

/** A settlement of content that is gone is gone, too; without a docket nobody can tell. */
function isCurrent(
  { item, digest }: { readonly item: string; readonly digest: string },
  docket: Docket | null,
): boolean {
  return docket === null || docket.checklist.some((one) => one.id === item && one.digest === digest);
}

function shownItems(docket: Docket | null, minutes: Minutes | null, now: string): Record<string, string> {
  const before = minutes?.shown ?? {};
  if (docket === null) return { ...before };
  const open = docket.checklist.filter(({ state }) => state === 'open');
  const keys = open.map(({ id, digest }) => `${id}:${digest}`);
  return Object.fromEntries(keys.map((key) => [key, before[key] ?? now]));
}
