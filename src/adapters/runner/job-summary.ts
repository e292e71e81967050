import { appendFile } from 'node:fs/promises';

/** A summary that is larger is dropped as a whole by the runner; a little room is left for other writers of the step. */
const MAX_BYTES = 1024 * 1024 - 4096;

export interface SummaryParts {
  /** The whole plan. */
  readonly full: string;
  /** What is shown when the plan does not fit. */
  readonly short: string;
  /** Sentences for people that follow it. */
  readonly notes: readonly string[];
}

/** Appends to the job summary; does nothing where there is none. Never cuts inside the plan: it fits or gives way. */
export async function writeJobSummary(environment: NodeJS.ProcessEnv, parts: SummaryParts): Promise<void> {
  const file = environment['GITHUB_STEP_SUMMARY'];
  if (file === undefined || file === '') return;
  const notes = parts.notes.map((note) => `\n${note}\n`).join('');
  const full = `${parts.full.trimEnd()}\n${notes}`;
  const short = `${parts.short.trimEnd()}\n\nThe plan is too long for this page; the output \`report\` has all of it.\n${notes}`;
  await appendFile(file, Buffer.byteLength(full) <= MAX_BYTES ? full : short);
}
