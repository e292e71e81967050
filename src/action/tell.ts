import { error as logError, notice, setOutput, warning } from '@actions/core';
import { writeAnnotations } from '../adapters/runner/annotations.ts';
import { printForeign, printForeignGroup } from '../adapters/runner/foreign-text.ts';
import { writeJobSummary } from '../adapters/runner/job-summary.ts';
import { writeReportFiles } from '../adapters/runner/report-files.ts';
import { internalProblem, Problem } from '../model/problem.ts';
import { Refusal } from '../model/refusal.ts';
import type { Report } from '../model/report.ts';
import type { Verdict } from '../model/verdict.ts';
import { explainRefusal } from '../publish/explain-refusal.ts';
import type { Published } from '../publish/publish.ts';

/** Verdict and reasons, in the log. */
export function printVerdict(verdict: Verdict, statusText: string, outcome: Report['outcome']): void {
  printForeign(statusText);
  if (outcome === 'nothing') return;
  printForeignGroup('Reasons', [...verdict.reasons.map(({ text }) => `- ${text}`), verdict.next].join('\n'));
}

/** Everything about a review that needs no consent of GitHub: outputs, files, annotations, job summary. */
export async function tellReview(
  environment: NodeJS.ProcessEnv,
  report: Report,
  notes: readonly string[],
): Promise<void> {
  for (const note of notes) warning(note);
  const unshown = writeAnnotations(report.annotations);
  if (unshown > 0)
    notice(`${unshown} more marks are in the job summary; the runner shows ten of each level.`);
  const files = await writeReportFiles(environment, report);
  setOutput('report', files.json);
  setOutput('summary', files.summary);
  setOutput('page', files.page ?? '');
  setOutput('folder', files.folder);
  await writeJobSummary(environment, { full: report.summary, short: report.statusText, notes });
}

/** What a later step can go by. */
export function setVerdict(outcome: string, published: Published | null): void {
  setOutput('verdict', outcome);
  setOutput('comment-url', published?.comment.url ?? '');
}

/** What GitHub did not let us say, for people. */
export function notesOf({ statusRefusal, commentRefusal }: Published): readonly string[] {
  return [
    ...(statusRefusal === null ? [] : [explainRefusal('status', statusRefusal)]),
    ...(commentRefusal === null ? [] : [explainRefusal('comment', commentRefusal)]),
  ];
}

/** Says in the log why there is no answer, and gives the exit code. */
export function fail(problem: Problem): number {
  const { title, hint, blame } = problem.facts;
  logError(`${title} ${hint}`, { title: 'Holdpoint could not review this change' });
  if (blame === 'internal' && problem.cause instanceof Error) printForeign(problem.cause.stack ?? '');
  return blame === 'usage' ? 64 : 70;
}

/** Whatever was thrown, as a problem. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof Refusal) return refusedProblem(error);
  const said = error instanceof Error ? error.message : String(error);
  return internalProblem(
    'crash',
    `Holdpoint stopped unexpectedly: ${said}`,
    'Please report it with this log.',
    error,
  );
}

/** GitHub's refusal of something without which there is no answer. */
function refusedProblem(refusal: Refusal): Problem {
  const [title = '', ...hint] = explainRefusal('conversation', refusal).split(/(?<=\)\.) /);
  return internalProblem('refused', title, hint.join(' ') || 'Run the job again.', refusal);
}
