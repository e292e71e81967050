import { beforeAll, describe, expect, test } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import type { Check } from '../../src/doctor/check.ts';
import { checkWorkflows } from '../../src/doctor/check-workflows.ts';
import { readWorkflow } from '../../src/doctor/read-workflow.ts';
import { WORKFLOW } from '../../src/init/workflow-template.ts';
import { githubParser } from './github-parser.ts';

const EXAMPLES = 'examples/workflows';
const paths = ['.github/workflows', EXAMPLES].flatMap((folder) =>
  readdirSync(folder).map((name) => `${folder}/${name}`),
);

let faultsOf: (name: string, content: string) => readonly string[];
beforeAll(async () => {
  faultsOf = await githubParser();
});

function textOf(path: string): string {
  return readFileSync(path, 'utf8');
}

/** What the doctor says of these files; `texts` by path. */
function told(texts: Readonly<Record<string, string>>, mergeQueue: boolean | null = false): readonly Check[] {
  const workflows = Object.entries(texts).map(([path, text]) => readWorkflow(path, text));
  return checkWorkflows(workflows, { mergeQueue, isOwn: false });
}

function statesOf(checks: readonly Check[]): readonly string[] {
  return checks.map(({ state, text }) => `${state}: ${text}`);
}

describe("GitHub's own parser", () => {
  test.each(paths)('takes %s', (path) => {
    expect(faultsOf(path, textOf(path))).toEqual([]);
  });

  test('says what it does not take', () => {
    expect(faultsOf('x.yml', 'on: pull_request\njobs: { a: { runs-on: x, steppes: [] } }\n')).not.toEqual([]);
  });
});

describe('the examples pass our own doctor', () => {
  const PIN = 'note: `holdpoint/holdpoint@v1` follows a name';
  const worth = (checks: readonly Check[]): readonly string[] =>
    statesOf(checks).filter((text) => !text.startsWith('ok:') && !text.startsWith(PIN));
  const example = (name: string): Record<string, string> => ({ [name]: textOf(`${EXAMPLES}/${name}`) });

  test('one workflow for a repository, which is what init writes', () => {
    expect(worth(told(example('repository.yml'), true))).toEqual([]);
    expect(textOf(`${EXAMPLES}/repository.yml`)).toBe(WORKFLOW);
  });

  test('the pair for forks', () => {
    const pair = { ...example('holdpoint-review.yml'), ...example('holdpoint-publish.yml') };
    expect(worth(told(pair))).toEqual([]);
    expect(worth(told(example('holdpoint-review.yml')))).toContainEqual(
      expect.stringMatching(/^fail: Nothing publishes what `Holdpoint review` finds/),
    );
  });

  test('the queue and the plan beside a workflow for pull requests', () => {
    const all = {
      ...example('organization-ruleset.yml'),
      ...example('merge-queue.yml'),
      ...example('manual-plan.yml'),
    };
    expect(worth(told(all, true))).toEqual([
      expect.stringMatching(/^warn: No workflow starts Holdpoint on `issue_comment`/),
    ]);
  });
});

describe('what keeps the gate from working is told', () => {
  const changed = (from: string, to: string): readonly Check[] => {
    if (!WORKFLOW.includes(from)) throw new Error(`${from} is not in the workflow.`);
    return told({ 'a.yml': WORKFLOW.replace(from, to) }, true);
  };

  test.each<[string, string, RegExp]>([
    [
      '  pull_request:\n',
      "  pull_request:\n    paths: ['db/**']\n",
      /^fail: `pull_request` is filtered by `paths`/,
    ],
    [
      '  pull_request:\n',
      '  pull_request:\n    branches: [main]\n',
      /^warn: `pull_request` is filtered by `branches`/,
    ],
    ['  pull_request:\n', '  pull_requests:\n', /^fail: No workflow starts Holdpoint on pull requests/],
    ['[opened, synchronize, ', '[opened, ', /^fail: `pull_request` does not start on `synchronize`/],
    [', edited] # edited', '] # edited', /^note: `pull_request` does not start on `edited`/],
    ['types: [created, edited]', 'types: [created]', /^warn: `issue_comment` does not start on `edited`/],
    ['  merge_group:', '  merge_groups:', /^fail: Changes go through a merge queue/],
    [
      '      statuses: write',
      '      statuses: read',
      /^fail: The job `review` lacks `statuses: write` \(the status/,
    ],
    ['      checks: write', '      issues: write', /^note: The job `review` lacks `checks: write`/],
    ['cancel-in-progress: false', 'cancel-in-progress: true', /^warn: `cancel-in-progress` may stop the run/],
    ['permissions: {}\n', 'permissions: {}\nconcurrency: x\n', /^warn: Every comment takes a place/],
    ['fetch-depth: 0', 'fetch-depth: 1', /^warn: The checkout is shallow/],
    [
      'fetch-depth: 0',
      'ref: ${{ github.event.pull_request.head.sha }}',
      /^fail: The head of the pull request is checked out/,
    ],
    ['  pull_request:\n', '  pull_request_target:\n', /^warn: `pull_request_target` is blocked by default/],
    ['holdpoint/holdpoint@v1', 'acme/other@v1', /^fail: None of 1 workflow uses Holdpoint/],
  ])('%j → %j', (from, to, message) => {
    expect(statesOf(changed(from, to))).toContainEqual(expect.stringMatching(message));
    expect(statesOf(told({ 'a.yml': WORKFLOW }, true))).not.toContainEqual(expect.stringMatching(message));
  });

  test('without any permissions', () => {
    const free = WORKFLOW.replace('permissions: {}\n', '').replace(/ {4}permissions:\n(?: {6}.*\n)+/, '');
    expect(statesOf(told({ 'a.yml': free }))).toContainEqual(
      expect.stringMatching(/^warn: The job `review` has no `permissions`/),
    );
  });

  test('places are lines of the file', () => {
    const [fault] = changed('fetch-depth: 0', 'fetch-depth: 1').filter(({ state }) => state === 'warn');
    const line = WORKFLOW.split('\n').findIndex((text) => text.includes('actions/checkout@')) + 1;
    expect(fault?.place).toEqual({ path: 'a.yml', line });
  });

  test.each([
    ['on: pull_request', ['pull_request']],
    ['on: [push, pull_request]', ['push', 'pull_request']],
    ['"on": { pull_request: null }', ['pull_request']],
  ])('%s', (line, events) => {
    expect(readWorkflow('a.yml', `${line}\njobs: {}\n`).triggers.map(({ event }) => event)).toEqual(events);
  });
});
