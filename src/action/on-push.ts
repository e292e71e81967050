import { setOutput } from '@actions/core';
import type { PushEvent } from '../adapters/runner/event.ts';
import { writeJobSummary } from '../adapters/runner/job-summary.ts';
import { historyPublication } from '../publish/publication.ts';
import { publish } from '../publish/publish.ts';
import { publisherOn, remoteInput, type Occasion } from './occasion.ts';
import { fail, notesOf, problemOf } from './tell.ts';

/** Commits reached the default branch: what they bring is history now, and the status says what. */
export async function onPush({ before, after }: PushEvent, occasion: Occasion): Promise<number> {
  try {
    const { services, environment, runUrl } = occasion;
    const migrations = /^0+$/.test(before)
      ? []
      : await services.migrationsAdded(remoteInput(occasion, before, after));
    const publication = historyPublication(migrations, { sha: after, runUrl });
    const published = await publish(publication, publisherOn(occasion, 0), { sticky: null, duplicates: [] });
    const text = publication.status.description;
    await writeJobSummary(environment, { full: text, short: text, notes: notesOf(published) });
    setOutput('verdict', 'nothing');
    return 0;
  } catch (error) {
    return fail(problemOf(error));
  }
}
