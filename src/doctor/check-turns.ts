import { code } from '../lib/code.ts';
import { trouble, type Check } from './check.ts';
import { triggerOf, type HoldpointUse } from './workflow.ts';

/**
 * Whether runs about the same pull request take turns, and none that matters is thrown away.
 * https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#concurrency
 */
export function checkTurns({ workflow, job }: HoldpointUse): Check[] {
  const listens = triggerOf(workflow, 'issue_comment') !== null;
  const { path } = workflow;
  const own = job.concurrency;
  const outer = workflow.concurrency;
  if (listens && outer !== null)
    return [
      trouble(
        'warn',
        'Every comment takes a place in the `concurrency` of the workflow, so that a waiting review can be thrown away for it.',
        `Move it into the job ${code(job.id)}.`,
        { path, line: outer.line },
      ),
    ];
  if (listens && own?.cancels === true)
    return [
      trouble(
        'warn',
        '`cancel-in-progress` may stop the run that counts a tick or answers a command.',
        'Write `cancel-in-progress: false` and `queue: max` (without `queue` on GitHub Enterprise Server).',
        { path, line: own.line },
      ),
    ];
  if (own !== null || outer !== null) return [];
  return [
    trouble(
      'note',
      `Two runs of the job ${code(job.id)} about the same pull request may overtake each other.`,
      'Give the job a `concurrency` with the number of the pull request as its group.',
      { path, line: job.line },
    ),
  ];
}
