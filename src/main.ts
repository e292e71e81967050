import { notice } from '@actions/core';
import { readEvent, type RunnerEvent } from './adapters/runner/event.ts';
import { onComment } from './action/on-comment.ts';
import { onDispatch } from './action/on-dispatch.ts';
import { onFollowedRun } from './action/on-followed-run.ts';
import { onMergeGroup } from './action/on-merge-group.ts';
import { onPullRequest } from './action/on-pull-request.ts';
import { onPush } from './action/on-push.ts';
import { occasionOf } from './action/occasion.ts';
import type { Services } from './action/services.ts';
import { fail, problemOf } from './action/tell.ts';

/** One run of the action: event → what to do about it → exit code. Never rejects. */
export async function main(environment: NodeJS.ProcessEnv, services: Services): Promise<number> {
  try {
    const event = await readEvent(environment);
    if (event.kind !== 'other') return await handle(event, environment, services);
    notice(`Holdpoint has nothing to do for ${event.because}.`);
    return 0;
  } catch (error) {
    return fail(problemOf(error));
  }
}

type OurEvent = Exclude<RunnerEvent, { readonly kind: 'other' }>;

function handle(event: OurEvent, environment: NodeJS.ProcessEnv, services: Services): Promise<number> {
  const occasion = occasionOf(environment, services, event);
  switch (event.kind) {
    case 'pull-request':
      return onPullRequest(event, occasion);
    case 'merge-group':
      return onMergeGroup(event, occasion);
    case 'comment':
      return onComment(event, occasion);
    case 'followed-run':
      return onFollowedRun(event, occasion);
    case 'dispatch':
      return onDispatch(event, occasion);
    case 'push':
      return onPush(event, occasion);
  }
}
