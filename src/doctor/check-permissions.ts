import { code } from '../lib/code.ts';
import { listInWords } from '../lib/list-in-words.ts';
import { trouble, type Check } from './check.ts';
import { publishes } from './holdpoint-uses.ts';
import type { Grants, HoldpointUse } from './workflow.ts';

/** What each is for, and whether nothing works without. */
const NEEDED: readonly (readonly [
  name: string,
  level: 'read' | 'write',
  need: 'must' | 'may',
  why: string,
])[] = [
  ['contents', 'read', 'must', 'reading the change'],
  ['statuses', 'write', 'must', 'the status `holdpoint`'],
  ['pull-requests', 'write', 'must', 'the comment'],
  ['checks', 'write', 'may', 'marks in the diff'],
];

/**
 * Whether the token of a job may do what Holdpoint does with it, and not much more.
 * https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#permissions
 */
export function checkPermissions(use: HoldpointUse): Check[] {
  const { workflow, job } = use;
  const grants = job.permissions ?? workflow.permissions;
  const place = { path: workflow.path, line: job.line };
  if (grants === null) return [unlimited(job.id, place)];
  if (grants === 'write-all') return [tooMuch(job.id, place)];
  const wanted = NEEDED.filter(([, level]) => publishes(use) || level === 'read');
  const lacking = (need: 'must' | 'may'): string[] =>
    wanted
      .filter(([name, level, kind]) => kind === need && !allows(grants, name, level))
      .map(([name, level, , why]) => `${code(`${name}: ${level}`)} (${why})`);
  return [
    ...lackingCheck('fail', job.id, lacking('must'), place),
    ...lackingCheck('note', job.id, lacking('may'), place),
  ];
}

function lackingCheck(
  state: 'fail' | 'note',
  job: string,
  lacking: readonly string[],
  place: Check['place'],
): Check[] {
  if (lacking.length === 0) return [];
  const what = listInWords(lacking);
  return [
    trouble(state, `The job ${code(job)} lacks ${what}.`, 'Add it below `permissions:` of the job.', place),
  ];
}

function allows(grants: Exclude<Grants, 'write-all'>, name: string, level: 'read' | 'write'): boolean {
  if (grants === 'read-all') return level === 'read';
  const given = grants.get(name) ?? 'none';
  return given === 'write' || given === level;
}

function unlimited(job: string, place: Check['place']): Check {
  return trouble(
    'warn',
    `The job ${code(job)} has no ${code('permissions')}: its token may do what the repository's settings happen to say.`,
    'Write `permissions: {}` at the top of the workflow, and grant the job `contents: read`, `statuses: write`, `pull-requests: write` and `checks: write`.',
    place,
  );
}

function tooMuch(job: string, place: Check['place']): Check {
  return trouble(
    'warn',
    `The job ${code(job)} has ${code('write-all')}: its token may do everything.`,
    'Grant it `contents: read`, `statuses: write`, `pull-requests: write` and `checks: write` only.',
    place,
  );
}
