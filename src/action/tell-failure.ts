import { setOutput, warning } from '@actions/core';
import { writeJobSummary } from '../adapters/runner/job-summary.ts';
import type { Publisher } from '../model/ports.ts';
import { failurePublication } from '../publish/publication.ts';
import { publish } from '../publish/publish.ts';
import type { Occasion } from './occasion.ts';
import { fail, notesOf, problemOf } from './tell.ts';

/** Does the work; when it stops, the status of the commit says so and can never be read as a success. */
export async function orTellFailure(
  { environment, runUrl }: Pick<Occasion, 'environment' | 'runUrl'>,
  publisher: Publisher,
  sha: string,
  work: () => Promise<number>,
): Promise<number> {
  try {
    return await work();
  } catch (error) {
    const problem = problemOf(error);
    const { title, hint } = problem.facts;
    setOutput('verdict', 'error');
    const silent = { sticky: null, duplicates: [] };
    const published = await publish(failurePublication(title, { sha, runUrl }), publisher, silent);
    const notes = notesOf(published);
    for (const note of notes) warning(note);
    const text = `Review failed: ${title}\n\n${hint}`;
    await writeJobSummary(environment, { full: text, short: text, notes });
    return fail(problem);
  }
}
