import { code } from '../lib/code.ts';
import { countOf } from '../lib/count-of.ts';
import { checkCheckout } from './check-checkout.ts';
import { checkEvents, type QueueFacts } from './check-events.ts';
import { checkPermissions } from './check-permissions.ts';
import { checkTurns } from './check-turns.ts';
import { fine, trouble, type Check } from './check.ts';
import { holdpointUses, refOf, type UseOptions } from './holdpoint-uses.ts';
import type { HoldpointUse, Workflow } from './workflow.ts';

/** Everything about the workflows of a repository. */
export function checkWorkflows(workflows: readonly Workflow[], facts: QueueFacts & UseOptions): Check[] {
  const uses = holdpointUses(workflows, facts);
  if (uses.length === 0) return [noUse(workflows.length)];
  const found = [
    ...checkEvents(uses, facts),
    ...uses.flatMap((use) => [...checkPermissions(use), ...checkCheckout(use), ...checkTurns(use)]),
    ...uses.flatMap(checkPin),
  ];
  const paths = [...new Set(uses.map(({ workflow }) => workflow.path))].sort();
  return [...paths.map((path) => fine(`${path} uses Holdpoint.`)), ...found];
}

function noUse(workflows: number): Check {
  const looked =
    workflows === 0 ? 'There are no workflows.' : `None of ${countOf(workflows, 'workflow')} uses Holdpoint.`;
  return trouble('fail', looked, 'Run `holdpoint init`, or copy one from examples/workflows.');
}

/** https://docs.github.com/actions/reference/security/secure-use#using-third-party-actions */
function checkPin(use: HoldpointUse): Check[] {
  const ref = refOf(use);
  if (ref === null || /^[0-9a-f]{40}$/.test(ref)) return [];
  return [
    trouble(
      'note',
      `${code(use.step.uses ?? '')} follows a name that can be moved.`,
      'Where your rules ask for it, write the full commit hash of a release, and its version as a comment.',
      { path: use.workflow.path, line: use.step.line },
    ),
  ];
}
