import { describe, expect, it } from '@jest/globals';
import type { Severity } from '../../src/model/finding.ts';
import { judge } from '../../src/rules/judge.ts';
import { file, migration, readable, rehearsal, sqlError, statement, QUIET } from './build.ts';

const unreadable = statement({
  statement: {
    kind: 'unreadable',
    sql: 'SELEKT',
    span: { start: 9, end: 15, line: 3, column: 1, endLine: 4 },
    reason: 'syntax error at or near "SELEKT"',
    at: { start: 9, end: 15, line: 3, column: 1, endLine: 3 },
  },
  observation: null,
});
const failing = (code: string, message: string): ReturnType<typeof statement> =>
  statement({ observation: { ...QUIET, error: sqlError(code, message) } });

function settings(
  ...severities: readonly (readonly [string, Severity | 'off'])[]
): Parameters<typeof judge>[1] {
  return { severities: new Map(severities), lockTimeoutDefault: null };
}

describe('a finding', () => {
  it('carries rule, severity, project, version and the lines of its statement', () => {
    const [finding] = judge(rehearsal([migration([unreadable])]), settings());

    expect(finding).toMatchObject({
      rule: 'unreadable-statement',
      severity: 'block',
      project: 'db',
      version: '0002',
      path: 'db/0002_change.sql',
      line: 3,
      endLine: 4,
      statement: 0,
    });
  });

  it('about the history stands at the top of its file and knows the version', () => {
    const shipped = file('0001');
    const edited = {
      status: 'edited',
      migration: { ...shipped, checksum: 'b'.repeat(64) },
      was: shipped,
    } as const;

    const findings = judge(rehearsal([], { notRun: [edited] }), settings());

    expect(findings).toMatchObject([
      {
        rule: 'shipped-migration-edited',
        version: '0001',
        path: 'db/0001_change.sql',
        line: 1,
        statement: null,
      },
    ]);
  });

  it('about a duplicate stands at the file that the change brings', () => {
    const added = { status: 'added', migration: file('0001', { path: 'db/0001_a.sql' }), was: null } as const;
    const fault = {
      kind: 'duplicate-version',
      paths: ['db/0001_a.sql', 'db/0001_b.sql'],
      version: '0001',
      detail: 'Two files have version 0001.',
    } as const;

    const findings = judge(rehearsal([migration([], { change: added })], { faults: [fault] }), settings());

    expect(findings).toMatchObject([{ rule: 'duplicate-version', path: 'db/0001_a.sql', version: '0001' }]);
  });

  it('takes its severity from the settings, and is gone when its rule is off', () => {
    const seen = rehearsal([migration([unreadable])]);

    expect(judge(seen, settings(['unreadable-statement', 'note']))).toMatchObject([{ severity: 'note' }]);
    expect(judge(seen, settings(['unreadable-statement', 'off']))).toEqual([]);
  });
});

describe('findings', () => {
  it('come by path, line and rule, whatever the order of the migrations', () => {
    const late = migration([failing('42P01', 'no table a')], {
      change: { status: 'added', migration: file('0003'), was: null },
    });
    const early = migration([unreadable, failing('22000', 'bad value')]);

    const order = judge(rehearsal([late, early]), settings()).map(
      ({ path, line, rule }) => `${path}:${line} ${rule}`,
    );

    expect(order).toEqual([
      'db/0002_change.sql:1 depends-on-existing-rows',
      'db/0002_change.sql:3 unreadable-statement',
      'db/0003_change.sql:1 statement-fails',
    ]);
  });

  it('of version 10 come after those of version 9', () => {
    const versions = ['1.10', '1.9', '1.8'].map((version) =>
      migration([unreadable], { change: { status: 'added', migration: file(version), was: null } }),
    );

    const order = judge(rehearsal(versions), settings()).map(({ version }) => version);

    expect(order).toEqual(['1.8', '1.9', '1.10']);
  });

  it('of another dialect are not looked for', () => {
    expect(
      judge(rehearsal([migration([unreadable])], { project: { dialect: 'mysql' } }), settings()),
    ).toEqual([]);
  });
});

describe('a statement that fails', () => {
  it('takes what only follows from it along', () => {
    const seen = rehearsal([
      migration([failing('42601', 'nonsense'), failing('42703', 'no column'), failing('25P02', 'aborted')]),
    ]);

    expect(judge(seen, settings()).map(({ message }) => message)).toEqual([
      '`SELECT 1` fails on the schema that the earlier migrations build: `nonsense` (42601).',
    ]);
  });

  it('is left to the unknowns where the engine cannot know', () => {
    const unknown = { what: 'postgis', because: 'not there', path: 'db/0002_change.sql', line: 1 };

    expect(
      judge(rehearsal([migration([failing('0A000', 'no')])], { unknowns: [unknown] }), settings()),
    ).toEqual([]);
  });

  it('because it refuses a transaction is told as that, and only where one is certain', () => {
    const concurrent = readable('CREATE INDEX CONCURRENTLY …', { runsInTransaction: false });
    const stated = {
      status: 'added',
      migration: file('0002', { transactionIs: 'stated' }),
      was: null,
    } as const;
    const one = statement({ statement: concurrent });

    expect(judge(rehearsal([migration([one], { change: stated })]), settings())).toMatchObject([
      { rule: 'statement-refuses-transaction' },
    ]);
    expect(judge(rehearsal([migration([one])]), settings())).toEqual([]);
    expect(judge(rehearsal([migration([failing('25001', 'cannot run inside')])]), settings())).toMatchObject([
      { rule: 'statement-refuses-transaction', evidence: ['`cannot run inside`'] },
    ]);
  });
});
