import type { CaseAtHand } from './case-at-hand.ts';
import { currentCase } from './current-case.ts';
import { hear, type Answer, type Heard } from './conversation/hear.ts';
import { listen, type Conversation } from './conversation/listen.ts';
import { keepable, withMinutes, type Minutes } from './conversation/minutes.ts';
import { replyTo, type ExplainRule } from './conversation/reply.ts';
import { NO_DECISIONS } from './model/decisions.ts';
import type { Docket } from './model/docket.ts';
import type { Publisher, PullRequest } from './model/ports.ts';
import { Refusal } from './model/refusal.ts';
import type { PlanBody, Report } from './model/report.ts';
import { isSame } from './model/sticky-comment.ts';
import type { Rights } from './model/rights.ts';
import type { Verdict } from './model/verdict.ts';
import type { CommentPolicy } from './publish/comment-policy.ts';
import { publicationOf, type Statement } from './publish/publication.ts';
import { publish, type Published } from './publish/publish.ts';
import { publishReplies, type PublishedReply } from './publish/publish-replies.ts';
import { checklistIn } from './render/checklist-in.ts';
import { renderComment, renderGone } from './render/render-markdown.ts';
import { renderReply } from './render/render-reply.ts';
import { statusText } from './render/status-text.ts';
import { decide } from './verdict/decide.ts';

/** How this repository wants to be talked to. */
export interface Manners {
  readonly rights: Rights;
  /** Ids of all rules. */
  readonly rules: readonly string[];
  readonly comment: CommentPolicy;
  readonly explain: ExplainRule;
  readonly runUrl: string | null;
  /** The time, ISO 8601 in UTC. */
  readonly now: () => string;
}

/** What is talked about. */
export interface Matter {
  readonly pull: PullRequest;
  readonly hand: CaseAtHand;
  /** The conversation, when it was read just now; null to read it. */
  readonly known: Conversation | null;
}

/** What was said in the end. */
export interface Conversed {
  readonly outcome: Report['outcome'];
  readonly verdict: Verdict;
  readonly statusText: string;
  readonly published: Published;
  readonly answers: readonly Answer[];
}

/** More rounds than people can tick meanwhile. */
const MOST_ROUNDS = 5;

const NOTHING: Docket = { folder: '', charges: [], clear: [], checklist: [], danger: null };
const NOTHING_TEXT = 'No migrations in this change';

/**
 * Listens, decides and speaks, until nothing was said in between: ticks and commands that arrive while we write are
 * heard before we are done, and what another run wrote at the same time is taken up.
 * Rejects with a `Refusal` when the conversation cannot be read.
 */
export async function converse(
  publisher: Publisher,
  { pull, hand, known }: Matter,
  manners: Manners,
): Promise<Conversed> {
  let conversation = known ?? (await listen(publisher, checklistIn));
  let overwritten: readonly string[] = [];
  for (let round = 1; ; round += 1) {
    const current = await currentCase(publisher, hand, [...overwritten, conversation.text]);
    const matter = current ?? hand;
    const heard = await hear(
      conversation,
      registryOf(publisher, pull.author, matter, manners),
      manners.now(),
    );
    const speaking = { pull, hand: matter, conversation, heard };
    if (current === null)
      return speak(
        publisher,
        { ...speaking, heard: { ...heard, answers: [] } },
        { ...manners, comment: 'never' },
      );
    const said = await speak(publisher, speaking, manners);
    const wrote = ['created', 'updated'].includes(said.published.comment.action);
    if (!wrote || round === MOST_ROUNDS) return said;
    const before = [conversation.text, ...conversation.beside];
    conversation = await listen(publisher, checklistIn);
    overwritten = conversation.beside.filter((text) => !before.includes(text));
    if (overwritten.length === 0 && !isNews(conversation, heard)) return said;
  }
}

/** What commands are read against. */
export function registryOf(
  publisher: Publisher,
  author: string | null,
  { docket }: CaseAtHand,
  { rights, rules, now }: Manners,
): Parameters<typeof hear>[1] {
  const registry = {
    author,
    roleOf: (login: string) => publisher.roleOf(login),
    isMember: (team: string, login: string) => unlessUntold(publisher.isMember(team, login)),
  };
  return { rights, registry, docket, rules, today: now().slice(0, 10) };
}

/** Workflow tokens may not see the members of teams. */
async function unlessUntold(asked: Promise<boolean>): Promise<boolean | 'untold'> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof Refusal && error.kind === 'forbidden') return 'untold';
    throw error;
  }
}

/** The verdict on a case with what was heard about it, in the words of a status; nothing is heard where that is null. */
export function settledVerdict(
  { docket }: CaseAtHand,
  heard: Heard | null,
  { now }: Manners,
): { readonly verdict: Verdict; readonly statement: Statement } {
  const decisions = { ...(heard?.decisions ?? NO_DECISIONS), today: now().slice(0, 10) };
  const verdict = decide(docket ?? NOTHING, decisions);
  const outcome = docket === null ? 'nothing' : verdict.outcome;
  const text = docket === null ? NOTHING_TEXT : statusText(verdict);
  return { verdict, statement: { outcome, statusText: text, comment: null, worthy: false } };
}

interface Round {
  readonly pull: PullRequest;
  readonly hand: CaseAtHand;
  readonly conversation: Conversation;
  readonly heard: Heard;
}

/** Status, then answers, then the comment: what is lost when we stop halfway is said again the next time. */
async function speak(publisher: Publisher, round: Round, manners: Manners): Promise<Conversed> {
  const { hand, conversation, heard } = round;
  const { verdict, statement: words } = settledVerdict(hand, heard, manners);
  const statement = { ...words, ...commentOn(round, verdict) };
  const target = { sha: hand.head, runUrl: manners.runUrl };
  const publication = publicationOf(statement, target, manners.comment);
  const replies = heard.answers.map((answer) => publishedReply(answer, manners));
  const published = await publish(publication, publisher, conversation, () =>
    publishReplies(publisher, replies, conversation),
  );
  const { outcome, statusText: text } = statement;
  return { outcome, verdict, statusText: text, published, answers: heard.answers };
}

function publishedReply(answer: Answer, { explain, runUrl }: Manners): PublishedReply {
  const { comment, refusal } = answer;
  const reply = replyTo(answer, { explain, runUrl });
  return {
    comment,
    reaction: refusal === null ? '+1' : 'confused',
    body: reply === null ? null : renderReply({ comment, ...reply }),
  };
}

function commentOn(
  { hand, conversation, heard }: Round,
  verdict: Verdict,
): Pick<Statement, 'comment' | 'worthy'> {
  const { docket, body } = hand;
  const minutes = minutesOf(hand, heard);
  if (docket === null || body === null) {
    const gone = conversation.sticky === null ? null : withMinutes(renderGone(verdict.ledger), minutes);
    return { comment: gone, worthy: false };
  }
  const worthy = docket.charges.length > 0 || verdict.ledger.rulings.length > 0;
  return { comment: commentOf(body, verdict, minutes), worthy };
}

function commentOf(body: PlanBody, verdict: Verdict, minutes: Minutes): string {
  const reserved = Buffer.byteLength(withMinutes('', minutes));
  return withMinutes(renderComment(body, verdict, reserved), minutes);
}

function minutesOf({ head, base, docket, body }: CaseAtHand, heard: Heard): Minutes {
  const { decisions, shown, read, edit } = heard;
  const kept = docket === null ? null : keepable(docket);
  return {
    version: 1,
    head,
    base,
    body: body?.digest ?? null,
    docket: kept,
    shown,
    read,
    edit,
    ...decisions,
  };
}

/** Whether somebody said something that the minutes do not have. */
function isNews(conversation: Conversation, heard: Heard): boolean {
  const { edits, own, requests } = conversation;
  const heardOf = edits.findIndex(({ id }) => id === heard.edit);
  const late = edits.slice(heardOf + 1).some(({ by }) => by !== null && (own === null || !isSame(by, own)));
  return late || requests.length > 0;
}
