import { notice } from '@actions/core';
import type { FollowedRunEvent } from '../adapters/runner/event.ts';
import { pullRequestOfHead } from '../adapters/github/find-pull-request.ts';
import { publishReviewed } from './on-pull-request.ts';
import { publisherOn, pullInput, type Occasion } from './occasion.ts';
import { setVerdict } from './tell.ts';
import { orTellFailure } from './tell-failure.ts';

/**
 * The half of the fork flow that may write. It takes nothing from the run before it, whose workflow a stranger could have
 * changed: it reads the change through the API and reviews it itself.
 */
export async function onFollowedRun(event: FollowedRunEvent, occasion: Occasion): Promise<number> {
  const number = await pullRequestOfHead(occasion.client, occasion.place, event);
  if (number === null) {
    notice(`No open pull request has ${event.headSha} as its head; there is nothing to say.`);
    setVerdict('superseded', null);
    return 0;
  }
  const publisher = publisherOn(occasion, number);
  return orTellFailure(occasion, publisher, event.headSha, async () => {
    const pull = await publisher.pullRequest();
    const input = pullInput(occasion, pull);
    return publishReviewed(await occasion.services.reviewRemote(input), pull, publisher, occasion);
  });
}
