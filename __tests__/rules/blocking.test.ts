import { describe, expect, it } from '@jest/globals';
import type { Catalog } from '../../src/model/catalog.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { Rehearsal } from '../../src/model/rehearsal.ts';
import { judge } from '../../src/rules/judge.ts';
import {
  catalog,
  effect,
  index,
  migration,
  object,
  readable,
  rehearsal,
  sqlError,
  statement,
  table,
  QUIET,
} from './build.ts';

const users = catalog(...table('users', 'id', 'email'));
const SHARE = effect('users', 'ShareLock', { blocks: 'writes', work: 'index-build' });

function found(seen: Rehearsal, lockTimeoutDefault: number | null = 5000): readonly Finding[] {
  return judge(seen, { severities: new Map(), lockTimeoutDefault });
}

function rulesOf(findings: readonly Finding[]): string[] {
  return findings.map(({ rule }) => rule);
}

describe('work that grows with a shipped table', () => {
  it('is an index build when only an index is new', () => {
    const after = catalog(...users.values(), index('users_email_idx', 'users'));
    const build = statement({ before: users, after, effects: [SHARE], blocking: true });

    const [finding, ...rest] = found(rehearsal([migration([build])]));

    expect(rest).toEqual([]);
    expect(finding).toMatchObject({
      rule: 'index-build-blocks-writes',
      object: 'users_email_idx',
      message:
        'Building `users_email_idx` reads all of `users`; until it is done, writes to `users` wait. The time grows with the table.',
    });
  });

  it('is a constraint when a constraint comes with the index', () => {
    const after = catalog(
      ...users.values(),
      index('users_email_key', 'users'),
      object('constraint', 'users.users_email_key', { type: 'unique', validated: true }),
    );
    const unique = statement({ before: users, after, effects: [SHARE], blocking: true });

    const findings = found(rehearsal([migration([unique])]));

    expect(rulesOf(findings)).toEqual(['constraint-validation-blocks']);
    expect(findings[0]?.object).toBe('users.users_email_key');
  });

  it('is told once for each relation, by the weightiest work', () => {
    const effects = [
      effect('users', 'AccessExclusiveLock', { work: 'scan' }),
      effect('users', 'AccessExclusiveLock', { work: 'rewrite' }),
      effect('users', 'AccessExclusiveLock', { work: 'index-build' }),
    ];
    const rewrite = statement({ before: users, effects, blocking: true });

    expect(rulesOf(found(rehearsal([migration([rewrite])])))).toEqual(['table-rewrite-blocks']);
  });

  it('is a data change when only rows are locked while the table is read', () => {
    const effects = [effect('users', 'RowShareLock', { blocks: 'writes', work: 'scan' })];
    const select = statement({ before: users, effects, blocking: true });

    expect(rulesOf(found(rehearsal([migration([select])])))).toEqual(['unbatched-data-change']);
  });

  it('is nobody’s trouble on a table that is dropped and created anew', () => {
    const renewed = catalog(
      object('table', 'users', {}, 'another'),
      object('column', 'users.id', {}, 'another.1'),
    );
    const build = statement({ before: renewed, effects: [SHARE], blocking: true });

    expect(found(rehearsal([migration([build])], { shipped: users }))).toEqual([]);
  });

  it('follows a shipped table through its renaming', () => {
    const renamed = catalog(object('table', 'people', {}, 'users'));
    const build = statement({
      before: renamed,
      effects: [effect('people', 'ShareLock', { blocks: 'writes', work: 'index-build' })],
      blocking: true,
    });

    expect(rulesOf(found(rehearsal([migration([build])], { shipped: users })))).toEqual([
      'index-build-blocks-writes',
    ]);
  });
});

describe('a lock held during data work', () => {
  const alter = statement({
    statement: readable('ALTER TABLE users ADD COLUMN a int'),
    before: users,
    effects: [effect('users', 'AccessExclusiveLock')],
    blocking: true,
  });
  const held = [
    { relation: 'users', lock: 'AccessExclusiveLock', blocks: 'reads-and-writes', takenBy: 0 },
  ] as const;

  it('is reported at the statement that works, not at the one that took the lock', () => {
    const work = effect('users', 'ShareUpdateExclusiveLock', { blocks: 'schema-changes', work: 'scan' });
    const validate = statement({ before: users, effects: [work], held, blocking: true });

    const findings = found(rehearsal([migration([alter, validate])]));

    expect(findings).toMatchObject([
      {
        rule: 'lock-held-during-data-work',
        statement: 1,
        evidence: ['`AccessExclusiveLock` on `users` since line 1: `ALTER TABLE users ADD COLUMN a int`'],
      },
    ]);
  });

  it('is what keeps others from a table whose constraint is only validated, though the lock shows there', () => {
    const withConstraint = (validated: boolean): Catalog =>
      catalog(...users.values(), object('constraint', 'users.email_given', { validated }));
    const [before, after] = [withConstraint(false), withConstraint(true)];
    const work = effect('users', 'AccessExclusiveLock', { work: 'scan' });
    const validate = statement({ before, after, effects: [work], held, blocking: true });

    const findings = found(rehearsal([migration([alter, validate])], { shipped: users }));

    expect(rulesOf(findings)).toEqual(['lock-held-during-data-work']);
  });

  it('is no news when the statement itself keeps others from as much', () => {
    const rewrite = effect('users', 'AccessExclusiveLock', { work: 'rewrite' });
    const change = statement({ before: users, effects: [rewrite], held, blocking: true });

    expect(rulesOf(found(rehearsal([migration([alter, change])])))).toEqual(['table-rewrite-blocks']);
  });

  it('is harmless over a statement that only writes the catalog', () => {
    const quick = statement({ before: users, effects: [effect('users', 'AccessExclusiveLock')], held });

    expect(found(rehearsal([migration([{ ...alter, blocking: false }, quick])]))).toEqual([]);
  });
});

describe('a strong lock without a timeout', () => {
  const alter = statement({ before: users, effects: [effect('users', 'AccessExclusiveLock')] });

  it('is one finding for each migration, at the first such statement, naming every table', () => {
    const both = catalog(...users.values(), ...table('orders'));
    const first = { ...alter, before: both, after: both };
    const second = { ...first, effects: [effect('orders', 'ShareRowExclusiveLock', { blocks: 'writes' })] };

    const findings = found(rehearsal([migration([statement({ before: both }), first, second])]), null);

    expect(findings).toMatchObject([{ rule: 'strong-lock-without-timeout', severity: 'warn', statement: 1 }]);
    expect(findings[0]?.message).toContain('on `orders` and `users`');
    expect(findings[0]?.evidence).toHaveLength(2);
  });

  it('is fine with a timeout in force, or with one that the role is known to have', () => {
    const limited = { ...alter, lockTimeout: 3000 };

    expect(found(rehearsal([migration([limited])]), null)).toEqual([]);
    expect(found(rehearsal([migration([alter])]), 3000)).toEqual([]);
  });

  it('does not take the role’s timeout for granted once the migration has switched it off', () => {
    const change = {
      kind: 'set-setting',
      setting: 'lock_timeout',
      value: '0',
      local: false,
      object: 'lock_timeout',
      relation: null,
    } as const;
    const off = statement({
      statement: readable('SET lock_timeout = 0', { changes: [change] }),
      before: users,
    });

    expect(rulesOf(found(rehearsal([migration([off, alter])]), 3000))).toEqual([
      'strong-lock-without-timeout',
    ]);
  });

  it.each([
    ['a row-level lock', effect('users', 'RowExclusiveLock', { blocks: 'writes', work: 'rows' })],
    ['a lock that writes go past', effect('users', 'ShareUpdateExclusiveLock', { blocks: 'schema-changes' })],
    ['a lock on a new table', effect('teams', 'AccessExclusiveLock')],
  ])('is not %s', (_, harmless) => {
    const change = statement({ before: users, effects: [harmless] });

    expect(found(rehearsal([migration([change])]), null)).toEqual([]);
  });

  it('is not asked of a statement that failed', () => {
    const failing = { ...alter, observation: { ...QUIET, error: sqlError('42704', 'no such thing') } };

    expect(rulesOf(found(rehearsal([migration([failing])]), null))).toEqual(['statement-fails']);
  });
});
