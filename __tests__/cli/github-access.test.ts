import { describe, expect, test } from '@jest/globals';
import { githubAccess } from '../../src/cli/github-access.ts';
import { nameOfRemote, pullRequestName } from '../../src/cli/github-name.ts';

describe('where GitHub is asked, and with which token', () => {
  const OWN = { GITHUB_TOKEN: 'own' };
  const PROXY = { GITHUB_API_URL: 'http://127.0.0.1:1' };
  const SERVER = { GITHUB_API_URL: 'https://ghe.acme.com/api/v3' };

  test.each<[string, string | null, NodeJS.ProcessEnv, readonly [apiUrl: string, token: string]]>([
    ['github.com by itself', null, {}, ['https://api.github.com', '']],
    ['github.com with a token', null, OWN, ['https://api.github.com', 'own']],
    ['GH_TOKEN goes first', 'github.com', { ...OWN, GH_TOKEN: 'gh' }, ['https://api.github.com', 'gh']],
    ['an API that is named', null, { ...OWN, ...PROXY }, ['http://127.0.0.1:1', 'own']],
    [
      'a server that is named',
      null,
      { ...OWN, GH_HOST: 'ghe.acme.com' },
      ['https://ghe.acme.com/api/v3', 'own'],
    ],
    ['a page of that server', 'ghe.acme.com', { ...OWN, ...SERVER }, ['https://ghe.acme.com/api/v3', 'own']],
    [
      'a page of github.com beside it',
      'github.com',
      { ...OWN, ...SERVER },
      ['https://api.github.com', 'own'],
    ],
    ['a page of another server gets no token', 'evil.example', OWN, ['https://evil.example/api/v3', '']],
    ['nor from a named server', 'evil.example', { ...OWN, ...SERVER }, ['https://evil.example/api/v3', '']],
    [
      'a name that only looks alike',
      'github.com.evil.example',
      OWN,
      ['https://github.com.evil.example/api/v3', ''],
    ],
    [
      'a token for Enterprise Servers',
      'ghe.acme.com',
      { ...OWN, GH_ENTERPRISE_TOKEN: 'enterprise' },
      ['https://ghe.acme.com/api/v3', 'enterprise'],
    ],
    ['data residency', 'acme.ghe.com', OWN, ['https://api.acme.ghe.com', 'own']],
  ])('%s', (_, host, environment, [apiUrl, token]) => {
    expect(githubAccess(host, environment)).toEqual({ apiUrl, token });
  });
});

test.each<[string, unknown]>([
  ['acme/shop#12', { host: null, owner: 'acme', repo: 'shop', number: 12 }],
  ['https://github.com/acme/shop/pull/12', { host: 'github.com', owner: 'acme', repo: 'shop', number: 12 }],
  ['https://ghe.acme.com/a/b.c/pull/1/files#x', { host: 'ghe.acme.com', owner: 'a', repo: 'b.c', number: 1 }],
])('the pull request %s', (text, name) => {
  expect(pullRequestName(text)).toEqual(name);
});

test.each(['12', 'acme#12', 'acme/shop/pull/12', 'https://github.com/acme/shop/issues/12', '../x#1/../2'])(
  'no pull request: %s',
  (text) => {
    expect(() => pullRequestName(text)).toThrow(`${text} is not a pull request.`);
  },
);

test.each<[string, string | null]>([
  ['git@github.com:acme/shop.git', 'github.com acme/shop'],
  ['ssh://git@github.com:22/acme/shop.git', 'github.com acme/shop'],
  ['https://x-access-token:secret@github.com/acme/shop', 'github.com acme/shop'],
  ['https://ghe.acme.com/acme/shop.js.git/', 'ghe.acme.com acme/shop.js'],
  ['/srv/git/shop.git', null],
  ['file:///srv/git/shop.git', null],
  ['https://gitlab.com/group/part/shop.git', null],
])('the remote %s', (remote, name) => {
  const found = nameOfRemote(remote);
  expect(found === null ? null : `${found.host ?? ''} ${found.owner}/${found.repo}`).toBe(name);
});
