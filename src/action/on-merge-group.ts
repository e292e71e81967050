import type { MergeGroupEvent } from '../adapters/runner/event.ts';
import { hear } from '../conversation/hear.ts';
import { listen } from '../conversation/listen.ts';
import { registryOf, settledVerdict } from '../converse.ts';
import { jobExitCode } from '../publish/exit-code.ts';
import { publicationOf } from '../publish/publication.ts';
import { publish } from '../publish/publish.ts';
import { checklistIn } from '../render/checklist-in.ts';
import { mannersOf, publisherOn, remoteInput, type Occasion } from './occasion.ts';
import type { Reviewed } from './services.ts';
import { notesOf, printVerdict, setVerdict, tellReview } from './tell.ts';
import { orTellFailure } from './tell-failure.ts';

/**
 * The merge queue asks about what it would really merge: this change on top of all that stands before it in the queue.
 * What people decided about the pull request counts for the same content here. Nothing is commented.
 */
export async function onMergeGroup(event: MergeGroupEvent, occasion: Occasion): Promise<number> {
  const publisher = publisherOn(occasion, event.number ?? 0);
  return orTellFailure(occasion, publisher, event.headSha, async () => {
    const { services, environment, runUrl } = occasion;
    const { baseSha, headSha } = event;
    const reviewed = await services.reviewCheckout(remoteInput(occasion, baseSha, headSha));
    const { statement, verdict } = await settled(event, reviewed, occasion);
    const publication = publicationOf(statement, { sha: headSha, runUrl }, 'never');
    const published = await publish(publication, publisher, { sticky: null, duplicates: [] });
    printVerdict(verdict, statement.statusText, statement.outcome);
    await tellReview(environment, reviewed.report, notesOf(published));
    setVerdict(statement.outcome, published);
    return jobExitCode(statement.outcome, published, reviewed.policy.failOn);
  });
}

async function settled(
  { number }: MergeGroupEvent,
  { hand, policy }: Reviewed,
  occasion: Occasion,
): Promise<ReturnType<typeof settledVerdict>> {
  const manners = mannersOf(occasion, policy);
  if (number === null) return settledVerdict(hand, null, manners);
  const publisher = publisherOn(occasion, number);
  const { author } = await publisher.pullRequest();
  const setting = registryOf(publisher, author, hand, manners);
  return settledVerdict(
    hand,
    await hear(await listen(publisher, checklistIn), setting, manners.now()),
    manners,
  );
}
