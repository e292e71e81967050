import { describe, expect, test } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { briefFor } from '../../src/brief/brief-for.ts';
import { parseBrief } from '../../src/brief/parse-brief.ts';
import type { Brief } from '../../src/model/brief.ts';
import { Problem } from '../../src/model/problem.ts';

const PATH = '.holdpoint/briefs/users.yml';

function problemOf(text: string): string {
  return caught(() => parseBrief(text, PATH));
}

function caught(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof Problem) return `${error.facts.title} ${error.facts.hint}`;
    throw error;
  }
  throw new Error('Nothing was wrong with it.');
}

const HEAD = 'kind: database\ntitle: Rename the address\n';

describe('a brief', () => {
  test('needs no more than kind and title; nothing else is made up', () => {
    expect(parseBrief(HEAD, PATH)).toEqual({
      path: PATH,
      kind: 'database',
      title: 'Rename the address',
      purpose: null,
      migrations: [],
      people: {
        decisionMaker: null,
        onCall: null,
        stakeholders: [],
        responsibilities: {},
        incidentChannel: null,
      },
      impact: { customers: null, users: null, uptime: null, services: [] },
      components: [],
      dependencies: [],
      move: null,
      criteria: {},
      window: null,
      staging: null,
      snapshot: null,
      bakeDays: null,
      batch: null,
      metrics: {},
    });
  });

  test.each([
    ['peple:\n  on-call: x\n', 'line 3: unknown key peple. Did you mean people?'],
    ['people:\n  oncall: x\n', 'line 4: unknown key oncall in people. Did you mean on-call?'],
    [
      'people:\n  stakeholders:\n    - nam: x\n',
      'unknown key nam in people.stakeholders[0]. Did you mean name?',
    ],
    ['criteria:\n  contract:\n    goo: [x]\n', 'unknown key goo in criteria.contract. Did you mean go?'],
    [
      'metrics:\n  error-rate:\n    normal: a\n    alarm: b\n',
      'unknown key alarm in metrics.error-rate. Did you mean alert?',
    ],
    ['bake-days: soon\n', 'line 3: bake-days has to be a whole number from 0 to 365.'],
    ['batch:\n  pause: 5 parsecs\n', 'batch.pause has to be a duration such as 100ms or 1s.'],
    ['purpose: "  "\n', 'purpose has to be text that is not empty.'],
    ['move:\n  from: a\n  to: b\n', 'line 3: a brief of kind database has no move.'],
  ])('%j is refused with line and key', (more, told) => {
    expect(problemOf(HEAD + more)).toContain(told);
  });

  test('a provider needs what it is moved from and to', () => {
    expect(problemOf('kind: provider\ntitle: Mail\n')).toContain(
      'line 1: a brief of kind provider needs move.',
    );
    expect(problemOf('kind: provider\ntitle: Mail\nmove:\n  from: a\n')).toContain('move.to is missing');
  });

  test('shares of traffic grow', () => {
    const text = 'kind: provider\ntitle: Mail\nmove:\n  from: a\n  to: b\n  shares: [10, 5]\n';

    expect(problemOf(text)).toContain('shares of traffic that grow');
  });

  test('tells a list that is empty from one that nobody wrote', () => {
    const { move } = parseBrief(
      'kind: provider\ntitle: Mail\nmove:\n  from: a\n  to: b\n  webhooks: []\n',
      PATH,
    );

    expect(move?.unsaid).toContain('credentials');
    expect(move?.unsaid).not.toContain('webhooks');
  });

  test.each([
    ['sk', '_live_51H8abcdefghijk'],
    ['AKIA', 'IOSFODNN7EXAMPLE'],
    ['ghp', '_abcdefghijklmnopqrstuvwxyz0123456789'],
    ['postgres://app:', 'hunter2@db.example.com/shop'],
    ['password: ', 'hunter22'],
    ['aB3dE5gH7jK9mN1pQ3', 'sT5vW7yZ9bC1dE3'],
  ])('never holds a secret: %s…', (start, end) => {
    const text = `kind: provider\ntitle: Mail\nmove:\n  from: a\n  to: b\n  credentials:\n    - ${JSON.stringify(start + end)}\n`;

    const told = problemOf(text);
    expect(told).toContain('line 7: move.credentials[0] looks like the value of a credential');
    expect(told).not.toContain(end);
  });
});

describe('the brief of a change', () => {
  const brief = (path: string, ...migrations: string[]): Brief =>
    parseBrief(`${HEAD}migrations: ${JSON.stringify(migrations)}\n`, path);
  const migration = { path: 'db/migrations/0003_drop.sql', version: '0003' };

  test.each([['db/migrations/*_drop.sql'], ['0003'], ['**/0003_*']])('is found by %s', (pattern) => {
    const own = brief('a.yml', pattern);

    expect(briefFor([migration], [brief('b.yml', '0004'), own])).toBe(own);
  });

  test('is none where none names it', () => {
    expect(briefFor([migration], [brief('b.yml', '0004')])).toBeNull();
  });

  test('two for one migration is a problem that names both', () => {
    const told = caught(() => briefFor([migration], [brief('a.yml', '0003'), brief('b.yml', '**/*.sql')]));

    expect(told).toContain('db/migrations/0003_drop.sql belongs to two briefs: a.yml and b.yml.');
  });
});

test('every example can be read', () => {
  const files = readdirSync('examples/briefs').filter((name) => name.endsWith('.yml'));
  const kinds = files.map((name) => parseBrief(readFileSync(`examples/briefs/${name}`, 'utf8'), name).kind);

  expect(kinds.sort()).toEqual(['database', 'infrastructure', 'provider']);
});
