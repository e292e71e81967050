import type { DispatchEvent } from '../adapters/runner/event.ts';
import { checkedOutCommit } from '../adapters/runner/checkout.ts';
import { exitCodeOf } from '../model/exit-code.ts';
import { publishReviewed } from './on-pull-request.ts';
import { planAsked, subjectAsked } from './plan-asked.ts';
import { publisherOn, pullInput, type Occasion } from './occasion.ts';
import { printVerdict, setVerdict, tellReview } from './tell.ts';
import { orTellFailure } from './tell-failure.ts';

/** Somebody asks by hand: for one pull request again, or for the plan of what is checked out. */
export async function onDispatch({ number }: DispatchEvent, occasion: Occasion): Promise<number> {
  const subject = subjectAsked(occasion.inputs);
  if (subject !== null) return planAsked(subject, number, occasion);
  return number === null ? planCheckout(occasion) : reviewPull(number, occasion);
}

async function reviewPull(number: number, occasion: Occasion): Promise<number> {
  const publisher = publisherOn(occasion, number);
  const pull = await publisher.pullRequest();
  return orTellFailure(occasion, publisher, pull.headSha, async () => {
    const input = pullInput(occasion, pull);
    return publishReviewed(await occasion.services.reviewRemote(input), pull, publisher, occasion);
  });
}

/** The plan goes to the job summary and the outputs; there is no pull request to talk on. */
async function planCheckout({ services, inputs, environment }: Occasion): Promise<number> {
  const headSha = await checkedOutCommit(environment['GITHUB_WORKSPACE'] ?? process.cwd());
  const baseSha = inputs.base === '' ? headSha : inputs.base;
  const { report, verdict, policy } = await services.reviewCheckout({
    baseSha,
    headSha,
    inputs,
    environment,
  });
  printVerdict(verdict, report.statusText, report.outcome);
  await tellReview(environment, report, []);
  setVerdict(report.outcome, null);
  return exitCodeOf(report.outcome, policy.failOn);
}
