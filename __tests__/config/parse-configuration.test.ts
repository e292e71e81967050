import { USUAL_RIGHTS } from '../../src/model/rights.ts';
import { readFileSync } from 'node:fs';

import { describe, expect, test } from '@jest/globals';

import { DEFAULT_CONFIGURATION } from '../../src/config/configuration.ts';
import { parseConfiguration } from '../../src/config/parse-configuration.ts';
import { keysAt, VALUES } from '../../src/config/schema.ts';
import { Problem, type ProblemFacts } from '../../src/model/problem.ts';
import { RULES } from '../../src/rules/index.ts';

const OPTIONS = [
  { name: 'longest', kind: 'duration', what: 'The longest.', usual: null },
  { name: 'most', kind: 'count', what: 'The most.', usual: 1 },
] as const;
const KNOWN_RULES = [{ id: 'blocking-index-build' }, { id: 'table-rewrite', options: OPTIONS }];
const PATH = '.holdpoint.yml';

function parse(text: string): ReturnType<typeof parseConfiguration> {
  return parseConfiguration(text, PATH, KNOWN_RULES);
}

function problemOf(text: string): ProblemFacts {
  try {
    parse(text);
  } catch (error) {
    if (error instanceof Problem) return error.facts;
    throw error;
  }
  throw new Error('The configuration was accepted.');
}

describe('parseConfiguration', () => {
  test.each(['', '# nothing yet\n', '---\n', '{}'])('takes %j as all defaults', (text) => {
    expect(parse(text)).toEqual(DEFAULT_CONFIGURATION);
  });

  test('reads every key', () => {
    const text = `
projects:
  - path: db/migrations
    dialect: postgres
    layout: goose
    server-version: 16
    transaction: none
    files: '**/*.sql'
    since: '0042'
  - path: billing
rules:
  table-rewrite: { severity: off, options: { longest: 5s, most: 3 } }
  blocking-index-build:
    severity: note
    accept: ['@acme/dba', '@jane']
suppressions: warn
who:
  tick: [triage]
  attest: [write, author]
  decide: []
override-days: 30
fail-on: hold
comment: on-findings
limits: { deadline-seconds: 60, statement-seconds: 5, memory-mb: 512 }
lock-timeout: 5s
since: 20260101120000
variables: { Namespace: auth, shard: 7 }
presuppose: { schemas: [auth], roles: [anon] }
stats: db/sizes.json
rates: { scan: 400MB/s, index-build: 1.5GB/s, rows: 20000/s, batch: 50ms }
small-tables: { rows: 0 }
bake-days: 14
releases: 'release-*'
components: { workers: ['jobs/**'], other: [] }
batch: { rows: 500, pause: 1s }
metrics: { error-rate: { normal: '< 1 %', alert: '> 2 %' } }
plan: required
`;
    expect(parse(text)).toEqual({
      plan: 'required',
      metrics: { 'error-rate': { normal: '< 1 %', alert: '> 2 %', action: null } },
      stats: 'db/sizes.json',
      rates: { scan: 400e6, rewrite: 30e6, indexBuild: 1.5e9, rows: 20_000, batch: 50 },
      smallTables: { rows: 0, time: 1000 },
      projects: [
        {
          path: 'db/migrations',
          dialect: 'postgres',
          layout: 'goose',
          serverVersion: 16,
          transaction: 'none',
          files: '**/*.sql',
          since: '0042',
        },
        {
          path: 'billing',
          dialect: null,
          layout: null,
          serverVersion: null,
          transaction: null,
          files: null,
          since: null,
        },
      ],
      rules: {
        'table-rewrite': { severity: 'off', options: { longest: 5000, most: 3 } },
        'blocking-index-build': { severity: 'note' },
      },
      suppressions: 'warn',
      failOn: 'hold',
      comment: 'on-findings',
      rights: {
        deeds: {
          tick: [{ kind: 'role', role: 'triage' }],
          attest: [{ kind: 'role', role: 'write' }, { kind: 'author' }],
          accept: USUAL_RIGHTS.deeds.accept,
          decide: [],
        },
        rules: {
          'blocking-index-build': [
            { kind: 'team', team: 'acme/dba' },
            { kind: 'user', login: 'jane' },
          ],
        },
        longestDays: 30,
      },
      limits: { deadlineSeconds: 60, statementSeconds: 5, memoryMb: 512 },
      lockTimeout: 5000,
      since: '20260101120000',
      variables: { Namespace: 'auth', shard: '7' },
      presuppose: { schemas: ['auth'], roles: ['anon'], extensions: [] },
      bakeDays: 14,
      releases: 'release-*',
      components: { workers: ['jobs/**'], other: [] },
      batch: { rows: 500, pause: 1000 },
    });
  });

  test.each<[why: string, text: string, code: string, title: string, hint: string]>([
    [
      'unknown key with a near one',
      'comment: never\nfail_on: hold\n',
      'unknown-key',
      '.holdpoint.yml, line 2: unknown key fail_on.',
      'Did you mean fail-on?',
    ],
    [
      'unknown key with none near',
      'colour: red\n',
      'unknown-key',
      '.holdpoint.yml, line 1: unknown key colour.',
      'Known keys are projects, rules, suppressions, who, override-days, fail-on, comment, limits, lock-timeout, since, variables, metrics, batch, presuppose, stats, rates, small-tables, bake-days, releases, components, plan.',
    ],
    [
      'unknown key of a project',
      'projects:\n  - path: db\n    dialekt: postgres\n',
      'unknown-key',
      '.holdpoint.yml, line 3: unknown key dialekt in projects[0].',
      'Did you mean dialect?',
    ],
    [
      'unknown limit',
      'limits:\n\n  memory: 5\n',
      'unknown-key',
      '.holdpoint.yml, line 3: unknown key memory in limits.',
      'Did you mean memory-mb?',
    ],
    [
      'unknown rule',
      'rules:\n  table-rewrites:\n    severity: off\n',
      'unknown-rule',
      '.holdpoint.yml, line 2: there is no rule table-rewrites.',
      'Did you mean table-rewrite?',
    ],
    [
      'unknown rule with none near',
      'rules:\n  x:\n    severity: off\n',
      'unknown-rule',
      '.holdpoint.yml, line 2: there is no rule x.',
      'holdpoint rules lists them.',
    ],
    [
      'wrong choice',
      '\nfail-on: error\n',
      'invalid-value',
      '.holdpoint.yml, line 2: fail-on has to be one of no-go, hold, never.',
      'It is "error".',
    ],
    [
      'wrong severity',
      'rules:\n  table-rewrite:\n    severity: error\n',
      'invalid-value',
      '.holdpoint.yml, line 3: rules.table-rewrite.severity has to be one of block, warn, note, off.',
      'It is "error".',
    ],
    [
      'unknown deed',
      'who:\n  accpet: [admin]\n',
      'unknown-key',
      '.holdpoint.yml, line 2: unknown key accpet in who.',
      'Did you mean accept?',
    ],
    [
      'nobody who could be meant',
      'who:\n  tick:\n    - write\n    - jane\n',
      'invalid-value',
      '.holdpoint.yml, line 4: who.tick[1] has to be read, triage, write, maintain, admin, author, @login or @organization/team.',
      'It is "jane".',
    ],
    [
      'everybody',
      'rules: { table-rewrite: { accept: [none] } }\n',
      'invalid-value',
      '.holdpoint.yml, line 1: rules.table-rewrite.accept[0] has to be read, triage, write, maintain, admin, author, @login or @organization/team.',
      'It is "none".',
    ],
    [
      'unknown key of a rule',
      'rules:\n  table-rewrite:\n    severty: warn\n',
      'unknown-key',
      '.holdpoint.yml, line 3: unknown key severty in rules.table-rewrite.',
      'Did you mean severity?',
    ],
    [
      'unknown option',
      'rules:\n  table-rewrite:\n    options:\n      longst: 5s\n',
      'unknown-option',
      '.holdpoint.yml, line 4: unknown option longst of the rule table-rewrite.',
      'Did you mean longest?',
    ],
    [
      'option of a rule without options',
      'rules:\n  blocking-index-build: { options: { most: 5 } }\n',
      'unknown-option',
      '.holdpoint.yml, line 2: unknown option most of the rule blocking-index-build.',
      'blocking-index-build has no options.',
    ],
    [
      'option with another value',
      'rules:\n  table-rewrite:\n    options:\n      longest: soon\n      most: 0\n',
      'invalid-value',
      '.holdpoint.yml, line 4: rules.table-rewrite.options.longest has to be a duration such as 5s, 500ms or 1min.',
      'It is "soon". There is more to correct in line 5.',
    ],
    [
      'wrong type',
      'projects: db\n',
      'invalid-value',
      '.holdpoint.yml, line 1: projects has to be a list.',
      'It is "db".',
    ],
    [
      'missing path',
      'projects:\n  - dialect: postgres\n',
      'invalid-value',
      '.holdpoint.yml, line 2: projects[0].path is missing.',
      'Add it: text.',
    ],
    [
      'number out of range',
      'limits:\n  memory-mb: 1\n',
      'invalid-value',
      '.holdpoint.yml, line 2: limits.memory-mb has to be a whole number from 256 to 16384.',
      'It is 1.',
    ],
    [
      'version with a fraction',
      'projects: [{ path: a, server-version: 9.6 }]\n',
      'invalid-value',
      '.holdpoint.yml, line 1: projects[0].server-version has to be a whole number from 1 to 99, or a version in quotes such as "3.40".',
      'It is 9.6.',
    ],
    [
      'not a duration',
      'lock-timeout: soon\n',
      'invalid-value',
      '.holdpoint.yml, line 1: lock-timeout has to be a duration such as 5s, 500ms or 1min.',
      'It is "soon".',
    ],
    [
      'a way out',
      'projects: [{ path: ../other }]\n',
      'invalid-value',
      '.holdpoint.yml, line 1: projects[0].path has to be a path inside the repository.',
      'It is "../other".',
    ],
    [
      'a list for a file',
      '- a\n',
      'invalid-value',
      '.holdpoint.yml, line 1: the file has to be a map of keys.',
      'It is ["a"].',
    ],
    [
      'several at once, the first first',
      'comment: sometimes\nfoo: 1\nlimits: 3\n',
      'invalid-value',
      '.holdpoint.yml, line 1: comment has to be one of always, on-findings, never.',
      'It is "sometimes". There is more to correct in line 2, 3.',
    ],
  ])('says what is wrong: %s', (...row) => {
    const [, text, code, title, hint] = row;
    expect(problemOf(text)).toEqual({ code, title, hint, blame: 'usage' });
  });

  test.each<[text: string, title: string]>([
    ['a: [1\nb: 2\n', '.holdpoint.yml, line 2:'],
    ['comment: never\ncomment: always\n', '.holdpoint.yml, line 2: Map keys must be unique.'],
    ['a: *nowhere\n', '.holdpoint.yml, line 1:'],
    ['\tx: 1\n', '.holdpoint.yml, line 1:'],
  ])('names the line of broken YAML: %j', (text, title) => {
    const facts = problemOf(text);
    expect(facts.code).toBe('configuration-syntax');
    expect(facts.title).toContain(title);
  });

  test('refuses an alias bomb', () => {
    const levels = Array.from({ length: 12 }, (_, level) => {
      const inner = level === 0 ? 'x' : `*l${level - 1}`;
      return `l${level}: &l${level} [${Array.from({ length: 9 }, () => inner).join(', ')}]`;
    });
    expect(problemOf(levels.join('\n')).code).toBe('configuration-syntax');
  });

  test('knows the word off of YAML 1.2', () => {
    expect(parse('rules: { table-rewrite: { severity: off } }').rules).toEqual({
      'table-rewrite': { severity: 'off' },
    });
  });
});

describe('docs/configuration.md', () => {
  const page = readFileSync(new URL('../../docs/configuration.md', import.meta.url), 'utf8');

  test.each([...keysAt([]), ...keysAt(['projects', 0]), ...keysAt(['limits']), ...Object.keys(VALUES)])(
    'explains %s',
    (key) => {
      expect(page).toContain(`\`${key}\``);
    },
  );

  test('holds examples that are accepted', () => {
    const examples = [...page.matchAll(/```yaml\n([^]*?)```/g)].map((match) => match[1] ?? '');
    expect(examples.length).toBeGreaterThan(1);
    for (const example of examples) expect(() => parseConfiguration(example, PATH, RULES)).not.toThrow();
  });
});
