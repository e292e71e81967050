import { error as logError, notice, setOutput, warning } from '@actions/core';
import { githubClient } from './adapters/github/client.ts';
import { githubPublisher } from './adapters/github/publisher.ts';
import { writeAnnotations } from './adapters/runner/annotations.ts';
import { readEvent, type PullRequestEvent } from './adapters/runner/event.ts';
import { printForeign, printForeignGroup } from './adapters/runner/foreign-text.ts';
import { readInputs, type ActionInputs } from './adapters/runner/inputs.ts';
import { writeJobSummary } from './adapters/runner/job-summary.ts';
import { writeReportFiles } from './adapters/runner/report-files.ts';
import type { FailOn } from './model/exit-code.ts';
import type { Publisher } from './model/ports.ts';
import { internalProblem, Problem, usageProblem } from './model/problem.ts';
import type { Report } from './model/report.ts';
import type { Verdict } from './model/verdict.ts';
import type { CommentPolicy } from './publish/comment-policy.ts';
import { jobExitCode } from './publish/exit-code.ts';
import { explainRefusal } from './publish/explain-refusal.ts';
import { failurePublication, publicationOf, type PublicationTarget } from './publish/publication.ts';
import { publish, type Published } from './publish/publish.ts';

export interface ReviewRequest {
  readonly event: PullRequestEvent;
  readonly inputs: ActionInputs;
  readonly environment: NodeJS.ProcessEnv;
}

export interface Reviewed {
  readonly verdict: Verdict;
  readonly report: Report;
  readonly failOn: FailOn;
  readonly comment: CommentPolicy;
}

/** Reviews what is checked out. Throws a `Problem` when it cannot. */
export type Reviewer = (request: ReviewRequest) => Promise<Reviewed>;

/** One run of the action: event → review → publish → exit code. Never rejects. */
export async function main(environment: NodeJS.ProcessEnv, review: Reviewer): Promise<number> {
  try {
    const event = await readEvent(environment);
    if (event.kind === 'privileged') throw privilegedEvent(event.name);
    if (event.kind === 'pull-request') return await onPullRequest(event, environment, review);
    notice(`Holdpoint has nothing to do for ${event.because}; it reviews pull requests.`);
    return 0;
  } catch (error) {
    return fail(problemOf(error));
  }
}

async function onPullRequest(
  event: PullRequestEvent,
  environment: NodeJS.ProcessEnv,
  review: Reviewer,
): Promise<number> {
  const inputs = readInputs();
  const publisher = publisherFor(event, inputs.token, environment);
  const target = { sha: event.headSha, runUrl: runUrlOf(environment) };
  try {
    const { verdict, report, failOn, comment } = await review({ event, inputs, environment });
    printVerdict(verdict, report);
    const published = await publish(publicationOf(report, target, comment), publisher);
    return await finish(report, published, failOn, environment);
  } catch (error) {
    const problem = problemOf(error);
    await tellFailure(problem, target, publisher, environment);
    return fail(problem);
  }
}

/** Everything that does not need GitHub's consent: outputs, files, annotations, job summary. */
async function finish(
  report: Report,
  published: Published,
  failOn: FailOn,
  environment: NodeJS.ProcessEnv,
): Promise<number> {
  const notes = notesOf(published);
  for (const note of notes) warning(note);
  const unshown = writeAnnotations(report.annotations);
  if (unshown > 0)
    notice(`${unshown} more marks are in the job summary; the runner shows ten of each level.`);
  const files = await writeReportFiles(environment, report);
  setOutput('verdict', report.outcome);
  setOutput('report', files.json);
  setOutput('summary', files.summary);
  setOutput('comment-url', published.comment.url ?? '');
  await writeJobSummary(environment, { full: report.summary, short: report.statusText, notes });
  return jobExitCode(report.outcome, published, failOn);
}

/** The review stopped: the status says so and can never be read as a success. */
async function tellFailure(
  problem: Problem,
  target: PublicationTarget,
  publisher: Publisher,
  environment: NodeJS.ProcessEnv,
): Promise<void> {
  const { title, hint } = problem.facts;
  setOutput('verdict', 'error');
  const published = await publish(failurePublication(title, target), publisher);
  const notes = notesOf(published);
  for (const note of notes) warning(note);
  const text = `Review failed: ${title}\n\n${hint}`;
  await writeJobSummary(environment, { full: text, short: text, notes });
}

function notesOf({ statusRefusal, commentRefusal }: Published): readonly string[] {
  return [
    ...(statusRefusal === null ? [] : [explainRefusal('status', statusRefusal)]),
    ...(commentRefusal === null ? [] : [explainRefusal('comment', commentRefusal)]),
  ];
}

function publisherFor(event: PullRequestEvent, token: string, environment: NodeJS.ProcessEnv): Publisher {
  if (token === '')
    throw usageProblem(
      'no-token',
      'The input token is empty.',
      'Leave it out, or give `${{ github.token }}`.',
    );
  const apiUrl = environment['GITHUB_API_URL'] ?? 'https://api.github.com';
  const pace = environment['HOLDPOINT_API_PACE'] === 'immediate' ? 'immediate' : 'polite';
  return githubPublisher(githubClient({ token, apiUrl, pace }), event);
}

function runUrlOf(environment: NodeJS.ProcessEnv): string | null {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: run } = environment;
  if (server === undefined || repository === undefined || run === undefined) return null;
  return `${server}/${repository}/actions/runs/${run}`;
}

function printVerdict(verdict: Verdict, report: Report): void {
  printForeign(report.statusText);
  if (report.outcome === 'nothing') return;
  printForeignGroup('Reasons', [...verdict.reasons.map(({ text }) => `- ${text}`), verdict.next].join('\n'));
}

function fail(problem: Problem): number {
  const { title, hint, blame } = problem.facts;
  logError(`${title} ${hint}`, { title: 'Holdpoint could not review this change' });
  if (blame === 'internal' && problem.cause instanceof Error) printForeign(problem.cause.stack ?? '');
  return blame === 'usage' ? 64 : 70;
}

function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const said = error instanceof Error ? error.message : String(error);
  return internalProblem(
    'crash',
    `Holdpoint stopped unexpectedly: ${said}`,
    'Please report it with this log.',
    error,
  );
}

function privilegedEvent(name: string): Problem {
  return usageProblem(
    'privileged-event',
    `Holdpoint does not run migrations of a pull request on ${name}.`,
    'That event gives the content of strangers a token that may write. Use `on: pull_request`.',
  );
}
