import { notice } from '@actions/core';
import type { PullRequestEvent } from '../adapters/runner/event.ts';
import { isCheckedOut } from '../adapters/runner/checkout.ts';
import { converse, type Conversed } from '../converse.ts';
import type { PullRequest, Publisher } from '../model/ports.ts';
import { usageProblem } from '../model/problem.ts';
import { Refusal } from '../model/refusal.ts';
import type { Report } from '../model/report.ts';
import { jobExitCode } from '../publish/exit-code.ts';
import { markLines } from './mark-lines.ts';
import { mannersOf, publisherOn, pullInput, type Occasion } from './occasion.ts';
import type { Reviewed } from './services.ts';
import { suggestFixes } from './suggest-fixes.ts';
import { notesOf, printVerdict, setVerdict, tellReview } from './tell.ts';
import { orTellFailure } from './tell-failure.ts';

/** A pull request was opened or pushed to: review it and say what came out. */
export async function onPullRequest(event: PullRequestEvent, occasion: Occasion): Promise<number> {
  const publisher = publisherOn(occasion, event.number);
  return orTellFailure(occasion, publisher, event.headSha, async () => {
    const reviewed = await reviewOf(event, occasion);
    if (occasion.inputs.publish === 'false') return tellOnly(reviewed, occasion);
    const pull = await currentPull(publisher, event);
    if (pull.headSha !== event.headSha) return superseded(event);
    return publishReviewed(reviewed, pull, publisher, occasion);
  });
}

/** Says what came out of a review, with what people decided about it. */
export async function publishReviewed(
  reviewed: Reviewed,
  pull: PullRequest,
  publisher: Publisher,
  occasion: Occasion,
): Promise<number> {
  const { hand, policy } = reviewed;
  const said = await converse(publisher, { pull, hand, known: null }, mannersOf(occasion, policy));
  printVerdict(said.verdict, said.statusText, said.outcome);
  const told = await besideComment(reviewed, said, { pull, publisher }, occasion);
  await tellReview(occasion.environment, told, notesOf(said.published));
  setVerdict(said.outcome, said.published);
  return jobExitCode(said.outcome, said.published, policy.failOn);
}

/** Marks and suggestions; a comment that needs no change had them when it was written. */
async function besideComment(
  reviewed: Reviewed,
  { published }: Conversed,
  { pull, publisher }: { readonly pull: PullRequest; readonly publisher: Publisher },
  occasion: Occasion,
): Promise<Report> {
  if (published.comment.action === 'unchanged') return { ...reviewed.report, annotations: [] };
  await suggestFixes(reviewed, pull, publisher, occasion);
  return markLines(occasion, reviewed.hand.head, reviewed.report);
}

async function reviewOf(event: PullRequestEvent, occasion: Occasion): Promise<Reviewed> {
  const { services, environment } = occasion;
  const input = pullInput(occasion, event);
  if (!event.privileged) return services.reviewCheckout(input);
  if (await isCheckedOut(environment['GITHUB_WORKSPACE'] ?? process.cwd(), event.headSha))
    throw strangersContent();
  return services.reviewRemote(input);
}

/** For the half of the fork flow that may not write: everything is in the job, nothing is said on GitHub. */
async function tellOnly({ report, verdict }: Reviewed, { environment }: Occasion): Promise<number> {
  printVerdict(verdict, report.statusText, report.outcome);
  await tellReview(environment, report, []);
  setVerdict(report.outcome, null);
  return 0;
}

/** The pull request as it is now; as the event has it where the token may not ask. */
async function currentPull(publisher: Publisher, event: PullRequestEvent): Promise<PullRequest> {
  try {
    return await publisher.pullRequest();
  } catch (error) {
    if (!(error instanceof Refusal) || error.kind !== 'forbidden') throw error;
    const { number, headSha, baseSha } = event;
    return { number, open: true, headSha, baseSha, baseRef: '', author: null, fork: false };
  }
}

function superseded({ headSha, number }: PullRequestEvent): number {
  notice(`#${number} has newer commits than ${headSha}; their own run says what there is to say.`);
  setVerdict('superseded', null);
  return 0;
}

function strangersContent(): Error {
  return usageProblem(
    'privileged-checkout',
    'The head of the pull request is checked out on pull_request_target.',
    'That event gives the content of strangers a token that may write. Remove the checkout step: Holdpoint reads the change through the API. Or use `on: pull_request`.',
  );
}
