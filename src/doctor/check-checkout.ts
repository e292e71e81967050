import { code } from '../lib/code.ts';
import { trouble, type Check } from './check.ts';
import { triggerOf, type HoldpointUse, type Step } from './workflow.ts';

/** Events that give the token of the repository to a run that strangers cause. */
const PRIVILEGED = ['pull_request_target', 'workflow_run', 'issue_comment'];
/** `refs/pull/1/merge`, `github.event.pull_request.head.sha`, `github.event.workflow_run.head_sha`, `github.head_ref` */
const HEAD = /head|refs\/pull\//i;

/** Whether what is checked out is enough, and not too much. */
export function checkCheckout({ workflow, job, step }: HoldpointUse): Check[] {
  const before = job.steps.slice(0, job.steps.indexOf(step));
  const checkouts = before.filter(({ uses }) => uses?.startsWith('actions/checkout@') === true);
  const privileged = PRIVILEGED.filter((event) => triggerOf(workflow, event) !== null);
  const { path } = workflow;
  return [
    ...checkouts.filter(isForeign).flatMap(({ line }) => strangers(privileged, { path, line })),
    ...privilegedTarget(workflow.path, triggerOf(workflow, 'pull_request_target')?.line ?? null),
    ...(triggerOf(workflow, 'pull_request') === null ? [] : depth(checkouts, { path, line: step.line })),
  ];
}

function isForeign({ with: { ref = '', repository = '' } }: Step): boolean {
  return HEAD.test(ref) || HEAD.test(repository);
}

/** https://docs.github.com/actions/reference/security/securely-using-pull_request_target */
function strangers(privileged: readonly string[], place: Check['place']): Check[] {
  const [event] = privileged;
  if (event === undefined) return [];
  return [
    trouble(
      'fail',
      `The head of the pull request is checked out, and ${code(event)} gives the run a token that may write: its files are a stranger's.`,
      'Remove the checkout step. Holdpoint reads the change through the API there, as data.',
      place,
    ),
  ];
}

function privilegedTarget(path: string, line: number | null): Check[] {
  if (line === null) return [];
  return [
    trouble(
      'warn',
      '`pull_request_target` is blocked by default in public repositories.',
      'Use `pull_request`, and holdpoint-review.yml with holdpoint-publish.yml of examples/workflows where pull requests come from forks.',
      { path, line },
    ),
  ];
}

/** https://github.com/actions/checkout#usage */
function depth(checkouts: readonly Step[], place: { readonly path: string; readonly line: number }): Check[] {
  const [checkout] = checkouts;
  if (checkout === undefined)
    return [
      trouble(
        'warn',
        'Nothing is checked out before Holdpoint.',
        'Put a step with `uses: actions/checkout`, `fetch-depth: 0` and `persist-credentials: false` before it.',
        place,
      ),
    ];
  if (checkout.with['fetch-depth'] === '0') return [];
  return [
    trouble(
      'warn',
      'The checkout is shallow: the commit where the branch began may be missing and has to be fetched.',
      'Write `fetch-depth: 0` below `with:` of actions/checkout.',
      { path: place.path, line: checkout.line },
    ),
  ];
}
