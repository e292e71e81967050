import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import {
  matchOperation,
  requestViolations,
  responseViolations,
  schemaNamed,
  type Operation,
} from './contract.ts';
import { LoopbackGitHub } from './loopback-github.ts';
import { filled } from './loopback/fill.ts';

function violationsOf(method: string, address: string, body: unknown): string[] {
  const url = new URL(address, 'https://api.github.com');
  const match = matchOperation(method, url.pathname);
  if (match === null) throw new Error(`No operation for ${method} ${address}`);
  return requestViolations({ ...match, query: url.searchParams, body });
}

function operation(method: string, pathname: string): Operation {
  const match = matchOperation(method, pathname);
  if (match === null) throw new Error(`No operation for ${method} ${pathname}`);
  return match.operation;
}

test('a request as GitHub describes it has no violation', () => {
  expect(violationsOf('POST', '/repos/acme/shop/statuses/c0ffee', { state: 'success' })).toEqual([]);
  expect(violationsOf('GET', '/repos/acme/shop/issues/7/comments?per_page=100&page=2', null)).toEqual([]);
  expect(violationsOf('DELETE', '/repos/acme/shop/issues/comments/9', null)).toEqual([]);
});

test.each([
  ['a misspelt body key', 'POST', '/repos/acme/shop/statuses/c0ffee', { state: 'success', descripton: 'x' }],
  ['a value outside the enumeration', 'POST', '/repos/acme/shop/statuses/c0ffee', { state: 'green' }],
  ['a missing body key', 'POST', '/repos/acme/shop/issues/7/comments', {}],
  ['a missing body', 'POST', '/repos/acme/shop/issues/7/comments', null],
  ['a body of the wrong type', 'PATCH', '/repos/acme/shop/issues/comments/9', { body: 7 }],
  ['a body where there is none', 'DELETE', '/repos/acme/shop/issues/comments/9', { body: 'x' }],
  ['an unknown query key', 'GET', '/repos/acme/shop/issues/7/comments?perpage=100', null],
  ['a path value of the wrong type', 'GET', '/repos/acme/shop/issues/seven/comments', null],
])('%s is a violation', (_name, method, address, body) => {
  expect(violationsOf(method, address, body)).not.toEqual([]);
});

test('answers are held to the description too', () => {
  const create = operation('POST', '/repos/acme/shop/issues/7/comments');
  const comment = filled(schemaNamed('issue-comment'), { id: 1, body: 'x' }) as object;
  expect(responseViolations(create, 201, comment)).toEqual([]);
  expect(responseViolations(create, 201, { ...comment, html_url: 7 })).not.toEqual([]);
  expect(responseViolations(create, 200, comment)).not.toEqual([]);
});

let github: LoopbackGitHub;
beforeAll(async () => {
  github = await LoopbackGitHub.open();
});
afterAll(() => github.close());

test('a call to something that GitHub does not describe is recorded', async () => {
  const response = await fetch(`${github.api}/repos/acme/shop/isues/7/comments`);
  expect(response.status).toBe(404);
  expect(github.violations).toEqual(['GET /repos/acme/shop/isues/7/comments: no such operation']);
});

test('the description is the one that the installed package gives', () => {
  const check = spawnSync(process.execPath, ['scripts/github-openapi-slice.mjs', '--check'], {
    encoding: 'utf8',
  });
  expect([check.status, check.stderr]).toEqual([0, '']);
});
