import { notice, setOutput } from '@actions/core';
import type { CommentEvent } from '../adapters/runner/event.ts';
import { caseIn, type CaseAtHand } from '../case-at-hand.ts';
import type { Command } from '../conversation/command.ts';
import { listen, type Conversation } from '../conversation/listen.ts';
import { parseCommand } from '../conversation/parse-command.ts';
import { converse } from '../converse.ts';
import type { PullRequest, Publisher } from '../model/ports.ts';
import { Refusal } from '../model/refusal.ts';
import { isMarked } from '../model/sticky-comment.ts';
import { jobExitCode } from '../publish/exit-code.ts';
import { checklistIn } from '../render/checklist-in.ts';
import { publishReviewed } from './on-pull-request.ts';
import { mannersOf, publisherOn, pullInput, remoteInput, type Occasion } from './occasion.ts';
import { notesOf, printVerdict, setVerdict } from './tell.ts';
import { orTellFailure } from './tell-failure.ts';

/** Somebody ticked an item or wrote a command: hear it, without rehearsing again where the case is kept. */
export async function onComment(event: CommentEvent, occasion: Occasion): Promise<number> {
  const command = parseCommand(event.body);
  if (command === null && !isOurs(event)) return notConcerned('the comment is not for Holdpoint');
  const publisher = publisherOn(occasion, event.number);
  const pull = await publisher.pullRequest();
  if (!pull.open) return notConcerned(`#${event.number} is closed`);
  return orTellFailure(occasion, publisher, pull.headSha, async () => {
    if (command !== null) await show(publisher, event.comment);
    const kept = wantsReview(command) ? null : await keptCase(publisher, pull);
    return kept === null
      ? reviewAnew(pull, publisher, occasion)
      : decideAnew(kept, pull, publisher, occasion);
  });
}

/** Our own comment, as far as an event can tell; what it says is read anew from the host. */
function isOurs({ body, before }: CommentEvent): boolean {
  return before !== null && [body, before].some(isMarked);
}

/** Shows that a command was seen. It may be gone by now, or the conversation locked: that is no reason to stop. */
async function show(publisher: Publisher, comment: number): Promise<void> {
  try {
    await publisher.react(comment, 'eyes');
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
}

function notConcerned(why: string): number {
  notice(`Holdpoint has nothing to do: ${why}.`);
  setOutput('verdict', '');
  return 0;
}

function wantsReview(command: Command | null): boolean {
  return command?.kind === 'recheck' || command?.kind === 'plan';
}

interface Kept {
  readonly hand: CaseAtHand;
  readonly conversation: Conversation;
}

/** The case that our comment keeps, when it is about the commit that the pull request has now. */
async function keptCase(publisher: Publisher, pull: PullRequest): Promise<Kept | null> {
  const conversation = await listen(publisher, checklistIn);
  const hand = caseIn(conversation.text, pull.headSha);
  return hand === null ? null : { hand, conversation };
}

async function reviewAnew(pull: PullRequest, publisher: Publisher, occasion: Occasion): Promise<number> {
  const { services } = occasion;
  const reviewed = await services.reviewRemote(pullInput(occasion, pull));
  return publishReviewed(reviewed, pull, publisher, occasion);
}

async function decideAnew(
  { hand, conversation }: Kept,
  pull: PullRequest,
  publisher: Publisher,
  occasion: Occasion,
): Promise<number> {
  const policy = await occasion.services.policyAt(remoteInput(occasion, hand.base, hand.head));
  const said = await converse(publisher, { pull, hand, known: conversation }, mannersOf(occasion, policy));
  printVerdict(said.verdict, said.statusText, said.outcome);
  for (const note of notesOf(said.published)) notice(note);
  setVerdict(said.outcome, said.published);
  return jobExitCode(said.outcome, said.published, policy.failOn);
}
