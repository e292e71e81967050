import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { githubClient } from '../../src/adapters/github/client.ts';
import { githubFindingsPublisher } from '../../src/adapters/github/findings-publisher.ts';
import type { FindingsPublisher } from '../../src/model/ports.ts';
import type { Annotation } from '../../src/model/report.ts';
import { explainRefusal } from '../../src/publish/explain-refusal.ts';
import { publishAnnotations, type MarkedLines } from '../../src/publish/publish-annotations.ts';
import { LoopbackGitHub, READ_ONLY, refuse } from './loopback-github.ts';

const HEAD = 'c0ffee'.repeat(6) + 'c0ff';
let github: LoopbackGitHub;

beforeEach(async () => {
  github = await LoopbackGitHub.open();
});

afterEach(async () => {
  await github.close();
  expect(github.violations).toEqual([]);
});

function publisher(token = 'workflow-token'): FindingsPublisher {
  const client = githubClient({ token, apiUrl: github.api, pace: 'immediate' });
  return githubFindingsPublisher(client, { owner: 'acme', repo: 'shop' });
}

function marks(count: number, changes: Partial<Annotation> = {}): Annotation[] {
  return Array.from({ length: count }, (_, index) => ({
    path: 'migrations/0002.sql',
    line: index + 1,
    endLine: index + 1,
    level: 'warning',
    title: 'holdpoint: table-rewrite',
    message: `mark ${index}`,
    ...changes,
  }));
}

function publish(annotations: readonly Annotation[], token?: string): Promise<MarkedLines> {
  return publishAnnotations(publisher(token), HEAD, { annotations, statusText: 'no-go: users is dropped' });
}

test('all marks are on one check run, neutral from the beginning, fifty in a request', async () => {
  expect(await publish(marks(120))).toEqual({ left: [], refusal: null });
  expect(github.operations()).toEqual(['checks/create', 'checks/update', 'checks/update']);
  expect(github.checkRuns).toMatchObject([
    { name: 'holdpoint/findings', sha: HEAD, status: 'completed', conclusion: 'neutral' },
  ]);
  const messages = github.checkRuns[0]?.annotations.map(({ message }) => message);
  expect(messages).toEqual(marks(120).map(({ message }) => message));
});

test('nothing to mark asks nothing', async () => {
  expect(await publish([])).toEqual({ left: [], refusal: null });
  expect(github.requests).toEqual([]);
});

test('what is too long is cut where GitHub would refuse it, between characters', async () => {
  const long = marks(1, { title: 't'.repeat(300), message: 'é😀'.repeat(40_000), line: 4, endLine: 2 });
  expect(await publish(long)).toEqual({ left: [], refusal: null });
  const [mark] = github.checkRuns[0]?.annotations ?? [];
  expect(mark).toMatchObject({ start_line: 4, end_line: 4, title: 't'.repeat(255) });
  expect(String(mark?.['message'])).toMatch(/^(é😀)+é?$/u);
});

test('a token that may not: all marks are left, and the permission is named', async () => {
  github.grantWorkflow('fork-token', READ_ONLY);
  const { left, refusal } = await publish(marks(3), 'fork-token');
  expect(left).toHaveLength(3);
  expect(refusal === null ? '' : explainRefusal('annotations', refusal)).toContain(
    '`permissions: checks: write`',
  );
});

test('a failure half-way leaves the rest', async () => {
  github.faults.push({ operation: 'checks/update', skip: 1, times: 99, answer: refuse(500, 'Server Error') });
  const { left, refusal } = await publish(marks(120));
  expect(left).toEqual(marks(120).slice(100));
  expect(refusal).toMatchObject({ kind: 'unavailable', status: 500 });
});

test('another run may add marks and may not change what is concluded', async () => {
  await publish(marks(1));
  github.grantWorkflow('later-token', undefined, '2');
  const [run] = github.checkRuns;
  const client = githubClient({ token: 'later-token', apiUrl: github.api, pace: 'immediate' });
  const place = { owner: 'acme', repo: 'shop', check_run_id: run?.id ?? 0 };
  await publisher('later-token').addFindings(place.check_run_id, {
    title: 't',
    summary: 's',
    annotations: marks(1),
  });
  await expect(
    client.rest.checks.update({ ...place, status: 'completed', conclusion: 'success' }),
  ).rejects.toThrow('can only be updated internally by GitHub Actions');
  expect(run).toMatchObject({ conclusion: 'neutral', annotations: [{}, {}] });
});
