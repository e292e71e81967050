import { afterAll, describe, expect, test } from '@jest/globals';
import { buildAction } from '../action/run-action.ts';
import { removeFolders, writeFiles } from '../git/checkout.ts';
import { history } from './history.ts';
import { runHoldpoint } from './run-holdpoint.ts';

buildAction();
afterAll(removeFolders);

const INDEX = 'CREATE INDEX customers_name ON customers (name);\n';
const ALLOWED = `SET lock_timeout = '2s';\n-- holdpoint: allow index-build-blocks-writes: 200 rows\n${INDEX}`;

interface Told {
  readonly outcome: string;
  /** `rule:line`, sorted. */
  readonly findings: readonly string[];
  readonly messages: readonly string[];
  readonly allowed: readonly Readonly<Record<string, unknown>>[];
}

async function told(sql: string, yaml: string | null = null): Promise<Told> {
  const folder = history({ '0002_change.sql': sql });
  if (yaml !== null) writeFiles(folder, { '.holdpoint.yml': yaml });
  const args = ['review', 'migrations', '--since', '0001', '--format', 'json'];
  const { stdout, stderr } = await runHoldpoint(args, { cwd: folder });
  if (stdout === '') throw new Error(stderr);
  const report = JSON.parse(stdout) as Report;
  const [project] = report.projects;
  if (project === undefined) throw new Error('Nothing was reviewed.');
  const findings = [
    ...project.findings,
    ...project.migrations.flatMap((one) => [
      ...one.findings,
      ...one.statements.flatMap((statement) => statement.findings),
    ]),
  ];
  return {
    outcome: report.verdict.outcome,
    findings: findings.map(({ rule, line }) => `${rule}:${line}`).sort(),
    messages: findings.map(({ message }) => message),
    allowed: project.allowed,
  };
}

interface ReportedFinding {
  readonly rule: string;
  readonly line: number;
  readonly message: string;
}

interface Report {
  readonly verdict: { readonly outcome: string };
  readonly projects: readonly {
    readonly findings: readonly ReportedFinding[];
    readonly allowed: readonly Readonly<Record<string, unknown>>[];
    readonly migrations: readonly {
      readonly findings: readonly ReportedFinding[];
      readonly statements: readonly { readonly findings: readonly ReportedFinding[] }[];
    }[];
  }[];
}

describe('a finding that the file allows', () => {
  test.concurrent('does not count, and is listed with its reason', async () => {
    const bare = await told(ALLOWED.replace(/--.*\n/, ''));
    const { findings, allowed, outcome } = await told(ALLOWED);

    expect(bare).toMatchObject({ outcome: 'no-go', findings: ['index-build-blocks-writes:2'], allowed: [] });
    expect({ outcome, findings }).toEqual({ outcome: 'hold', findings: [] });
    expect(allowed).toMatchObject([
      {
        rule: 'index-build-blocks-writes',
        severity: 'block',
        object: 'customers_name',
        line: 3,
        because: '200 rows',
        allowedAt: { path: expect.stringMatching(/0002_change\.sql$/), line: 2 },
      },
    ]);
  });

  test.concurrent.each([
    [
      'on the line of the statement',
      `${INDEX.trim()} -- holdpoint: allow index-build-blocks-writes: small\n`,
    ],
    [
      'within the statement',
      INDEX.replace(' ON', '\n/* holdpoint: allow index-build-blocks-writes: small */ ON'),
    ],
    ['for the whole file', `-- holdpoint: allow index-build-blocks-writes: small\n\nSELECT 1;\n${INDEX}`],
    ['without a blank', `--holdpoint:allow index-build-blocks-writes: small\n${INDEX}`],
  ])('is meant by a comment %s', async (_where, sql) => {
    const { findings, allowed } = await told(sql, 'lock-timeout: 2s\n');

    expect({ findings, count: allowed.length }).toEqual({ findings: [], count: 1 });
  });

  test.concurrent('shows in the terminal', async () => {
    const folder = history({ '0002_change.sql': ALLOWED });
    const { stdout } = await runHoldpoint(['review', 'migrations', '--since', '0001'], { cwd: folder });

    expect(stdout).toContain('Allowed in the files: 1');
    expect(stdout).toContain('index-build-blocks-writes at 0002_change.sql:3: 200 rows');
  });
});

describe('a comment that silences nothing is a finding', () => {
  test.concurrent.each([
    ['without a reason', ALLOWED.replace(': 200 rows', ''), 'It gives no reason', true],
    ['for a rule that is not there', ALLOWED.replace('-blocks-', '-block-'), 'There is no rule', true],
    ['at another statement', `${INDEX}${ALLOWED.replace(INDEX, 'SELECT 1;\n')}`, 'finds nothing', true],
    [
      'for what nobody can know',
      '-- holdpoint: allow statement-fails: it will do\nSELECT nothing FROM nowhere;\n',
      'cannot be allowed',
      true,
    ],
    [
      'in words of its own',
      `-- holdpoint: ignore everything\n${INDEX}`,
      'nothing that a comment can ask',
      true,
    ],
    ['in a string', "SELECT '\n-- holdpoint: allow statement-fails: no\n';\n", '', false],
    ['in a dollar quote', 'DO $$ BEGIN\n-- holdpoint: allow statement-fails: no\nEND $$;\n', '', false],
  ])('%s', async (_how, sql, words, isFinding) => {
    const { findings, messages, allowed } = await told(sql, 'lock-timeout: 2s\n');

    expect(allowed).toEqual([]);
    expect(findings.filter((finding) => finding.startsWith('suppression-')).length).toBe(isFinding ? 1 : 0);
    expect(messages.join('\n')).toContain(words);
  });

  test.concurrent('when the configuration lets files silence less', async () => {
    const { outcome, findings, messages } = await told(ALLOWED, 'suppressions: warn\n');

    expect(outcome).toBe('no-go');
    expect(findings).toEqual(['index-build-blocks-writes:3', 'suppression-without-effect:2']);
    expect(messages.join('\n')).toContain('files may silence findings up to warn here');
  });
});

test.concurrent('options of rules count', async () => {
  const sql = "SET lock_timeout = '10s';\nALTER TABLE customers ADD COLUMN phone text;\n";
  const yaml = 'rules: { strong-lock-without-timeout: { options: { longest: 5s } } }\n';

  expect((await told(sql)).findings).toEqual([]);
  const { findings, messages } = await told(sql, yaml);
  expect(findings).toEqual(['strong-lock-without-timeout:2']);
  expect(messages.join()).toContain('The lock_timeout in force is 10000 ms, more than this project allows');
});
