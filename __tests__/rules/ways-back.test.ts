import { describe, expect, it } from '@jest/globals';
import type { Drift } from '../../src/model/drift.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { RehearsedMigration, Trial } from '../../src/model/rehearsal.ts';
import { judge } from '../../src/rules/judge.ts';
import { catalog, file, migration, rehearsal, sqlError, statement, QUIET, RESTORED } from './build.ts';

const DEFAULT_MISSING: Drift = {
  kind: 'changed',
  objectKind: 'column',
  object: 'users.email',
  fact: 'default',
  before: "'none'",
  after: null,
  weight: 'real',
  text: "Column users.email comes back without its default 'none'.",
};
const VALUES_LOST: Drift = {
  kind: 'rows',
  objectKind: 'rows',
  object: 'users.email',
  fact: 'values',
  before: null,
  after: null,
  weight: 'real',
  text: 'The old values of users.email do not come back.',
};
const ROW_STAYS: Drift = {
  ...VALUES_LOST,
  object: 'users',
  fact: 'rows',
  before: 1,
  after: 2,
  text: '1 row added to users stays.',
};
const NAME_DIFFERS: Drift = { ...DEFAULT_MISSING, weight: 'cosmetic' };

const WITH_DOWN = { status: 'added', migration: file('0002', { down: file('0002').up }), was: null } as const;

function trial(facts: Partial<Trial>): Trial {
  return { ...RESTORED, ...facts };
}

function found(facts: Partial<RehearsedMigration>, statements = [statement()]): readonly Finding[] {
  const one = rehearsal([migration(statements, facts)], { shipped: catalog() });
  return judge(one, { severities: new Map(), lockTimeoutDefault: null });
}

function told(...given: Parameters<typeof found>): string[] {
  return found(...given).map(({ rule, message }) => `${rule}: ${message}`);
}

describe('the generated way back', () => {
  it('that restores everything is no finding, nor is one that differs in looks only', () => {
    expect(told({})).toEqual([]);
    expect(told({ rollback: trial({ drift: [NAME_DIFFERS] }) })).toEqual([]);
  });

  it('that fails is impossible', () => {
    const rollback = trial({
      outcome: 'failed',
      error: sqlError('42P07', 'relation "users" already exists'),
    });

    expect(told({ rollback })).toEqual([
      'rollback-impossible: The way back of this migration was run and fails: `relation "users" already exists` (42P07)',
    ]);
  });

  it('that leaves the schema different differs; old values that are gone make it impossible', () => {
    const rollback = trial({ outcome: 'data-lost', drift: [DEFAULT_MISSING, ROW_STAYS, VALUES_LOST] });

    expect(found({ rollback }).map(({ rule, evidence }) => [rule, evidence])).toEqual([
      ['rollback-differs', [DEFAULT_MISSING.text, ROW_STAYS.text]],
      ['rollback-impossible', [VALUES_LOST.text]],
    ]);
  });

  it('is not blamed for what a statement destroyed, which is told there', () => {
    const drop = statement({ dataLoss: [{ kind: 'column', object: 'users.fax', rows: 3 }] });
    const rollback = trial({
      outcome: 'data-lost',
      lost: [{ kind: 'column', object: 'users.fax', rows: 3 }],
      drift: [{ ...VALUES_LOST, object: 'users.fax' }],
    });

    expect(told({ rollback }, [drop])).toEqual([]);
  });

  it('is not asked of a migration that does not get through', () => {
    const failing = statement({ observation: { ...QUIET, error: sqlError('42704', 'no such type') } });

    expect(found({ rollback: trial({ outcome: 'untried' }) }, [failing]).map(({ rule }) => rule)).toEqual([
      'statement-fails',
    ]);
  });
});

describe('a down file', () => {
  it('that restores everything is no finding', () => {
    expect(told({ change: WITH_DOWN, down: RESTORED })).toEqual([]);
  });

  it('is told exactly what it does not restore, with the way back that does', () => {
    const way = trial({ sql: ["ALTER TABLE users ALTER COLUMN email SET DEFAULT 'none'"] });
    const down = trial({ outcome: 'differs', sql: ['SELECT 1'], drift: [DEFAULT_MISSING, NAME_DIFFERS] });

    expect(found({ change: WITH_DOWN, down, rollback: way })).toMatchObject([
      {
        rule: 'down-file-does-not-restore',
        path: 'db/0002_change.sql',
        message: `The down file does not restore the schema; 1 thing differs: ${DEFAULT_MISSING.text}`,
        evidence: [DEFAULT_MISSING.text],
        remedy: { sql: way.sql, rehearsed: true },
      },
    ]);
  });

  it('that is empty or fails is told so', () => {
    const empty = trial({ outcome: 'differs', drift: [DEFAULT_MISSING] });
    const failing = trial({ outcome: 'failed', sql: ['x'], error: sqlError('42703', 'no column fone') });

    expect(told({ change: WITH_DOWN, down: empty })[0]).toContain('The down file holds no statement');
    expect(told({ change: WITH_DOWN, down: failing })[0]).toContain('fails: `no column fone` (42703)');
  });

  it('is not blamed for what no way back restores', () => {
    const lost = trial({ outcome: 'data-lost', sql: ['x'], drift: [VALUES_LOST] });

    expect(told({ change: WITH_DOWN, down: lost, rollback: lost })).toEqual([
      `rollback-impossible: The way back of this migration does not bring everything back: ${VALUES_LOST.text}`,
    ]);
  });

  it('is missed where the others have one', () => {
    const lacking = rehearsal([migration([statement()])], { project: { bringsDownFiles: true } });
    const blank = rehearsal([migration([])], { project: { bringsDownFiles: true } });
    const settings = { severities: new Map(), lockTimeoutDefault: null };

    expect(judge(lacking, settings).map(({ rule }) => rule)).toEqual(['down-file-missing']);
    expect(judge(blank, settings)).toEqual([]);
  });
});
