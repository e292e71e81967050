import { setOutput, warning } from '@actions/core';
import { join } from 'node:path';
import { openIssue } from '../adapters/github/open-issue.ts';
import { checkedOutCommit } from '../adapters/runner/checkout.ts';
import { printForeign } from '../adapters/runner/foreign-text.ts';
import { linesOf, type ActionInputs } from '../adapters/runner/inputs.ts';
import { writeJobSummary } from '../adapters/runner/job-summary.ts';
import { writePlanFiles } from '../adapters/runner/plan-file.ts';
import { withoutCodeMarks } from '../lib/code.ts';
import { exitCodeOf } from '../model/exit-code.ts';
import { usageProblem } from '../model/problem.ts';
import type { Runbook } from '../model/runbook.ts';
import type { PlanSubject } from '../plan-subject.ts';
import { statusText } from '../render/status-text.ts';
import { renderRunbook } from '../render/runbook/render-runbook.ts';
import { runbookComment } from '../render/runbook/runbook-markdown.ts';
import { publisherOn, type Occasion } from './occasion.ts';
import { printVerdict, setVerdict } from './tell.ts';

const DELIVERIES = ['summary', 'artifact', 'issue', 'pull-request'] as const;
type Delivery = (typeof DELIVERIES)[number];
const FORMATS = { markdown: 'md', html: 'html', json: 'json', text: 'txt' } as const;

/** What somebody asked to be planned; null when it is a review that is asked for. */
export function subjectAsked({ brief, migrations, requirement }: ActionInputs): PlanSubject | null {
  const names = [...linesOf(brief), ...linesOf(migrations)];
  if (requirement === '') return names.length === 0 ? null : { kind: 'named', names };
  if (names.length === 0) return { kind: 'requirement', text: requirement };
  throw usageProblem(
    'plan-subject',
    'The input requirement is planned without brief and migrations.',
    'Give one of them.',
  );
}

/** Plans what is checked out and puts the plan where it is asked for. */
export async function planAsked(
  subject: PlanSubject,
  number: number | null,
  occasion: Occasion,
): Promise<number> {
  const { services, inputs, environment } = occasion;
  const deliver = choice('deliver', inputs.deliver || 'summary', DELIVERIES);
  const format = choice(
    'format',
    inputs.format || 'markdown',
    Object.keys(FORMATS) as (keyof typeof FORMATS)[],
  );
  requirePull(deliver, number);
  const headSha = await checkedOutCommit(environment['GITHUB_WORKSPACE'] ?? process.cwd());
  const baseSha = inputs.base === '' ? headSha : inputs.base;
  const { runbook, verdict, failOn } = await services.planCheckout({
    subject,
    baseSha,
    headSha,
    inputs,
    environment,
  });
  const name = `plan.${FORMATS[format]}`;
  const folder = await writePlanFiles(environment, {
    'plan.json': renderRunbook(runbook, 'json'),
    'plan.md': renderRunbook(runbook, 'markdown'),
    'plan.html': renderRunbook(runbook, 'html'),
    [name]: renderRunbook(runbook, format),
  });
  setOutput('report', join(folder, 'plan.json'));
  setOutput('summary', join(folder, 'plan.md'));
  setOutput('page', join(folder, 'plan.html'));
  setOutput('folder', folder);
  printForeign([withoutCodeMarks(runbook.title), ...runbook.summary.map(withoutCodeMarks)].join('\n'));
  printVerdict(verdict, statusText(verdict), verdict.outcome);
  setVerdict(verdict.outcome, null);
  await handOver(deliver, runbook, number, occasion);
  return exitCodeOf(verdict.outcome, failOn);
}

async function handOver(
  deliver: Delivery,
  runbook: Runbook,
  number: number | null,
  occasion: Occasion,
): Promise<void> {
  const { client, place, environment, inputs } = occasion;
  const full = renderRunbook(runbook, 'markdown');
  if (inputs.publish === 'false' && deliver !== 'summary' && deliver !== 'artifact')
    warning(`The input publish is false, so the plan is not put into the ${deliver}.`);
  else if (deliver === 'issue')
    setOutput(
      'issue-url',
      await openIssue(client, place, {
        title: withoutCodeMarks(runbook.title),
        body: runbookComment(runbook, 0),
      }),
    );
  else if (deliver === 'pull-request' && number !== null)
    setOutput(
      'comment-url',
      (await publisherOn(occasion, number).createComment(runbookComment(runbook, 0))).url,
    );
  if (deliver !== 'artifact')
    await writeJobSummary(environment, { full, short: runbook.summary.join('\n'), notes: [] });
}

function requirePull(deliver: Delivery, number: number | null): void {
  if (deliver !== 'pull-request' || number !== null) return;
  throw usageProblem(
    'no-pull-request-number',
    'The plan goes to a pull request, and none is named.',
    'Give the number in the input pull-request of the workflow, or deliver it elsewhere.',
  );
}

function choice<Word extends string>(input: string, given: string, known: readonly Word[]): Word {
  const found = known.find((word) => word === given);
  if (found !== undefined) return found;
  throw usageProblem(
    'invalid-option',
    `Input ${input} has to be one of ${known.join(', ')}.`,
    `It is ${given}.`,
  );
}
