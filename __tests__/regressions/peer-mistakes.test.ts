import { describe, expect, it } from '@jest/globals';
import type { Rehearsal, Trial } from '../../src/model/rehearsal.ts';
import { judge } from '../../src/rules/judge.ts';
import { exampleStage } from '../rules/example-stage.ts';
import { MIGRATION_PILOT } from './cases/migration-pilot.ts';
import { OTHERS } from './cases/others.ts';
import { PGFENCE } from './cases/pgfence.ts';
import { SQUAWK } from './cases/squawk.ts';
import type { PeerMistake } from './peer-mistake.ts';

const CASES = [...SQUAWK, ...PGFENCE, ...MIGRATION_PILOT, ...OTHERS];

const rehearseExample = exampleStage();

async function rehearsed({ base, head, mistake }: PeerMistake): Promise<Rehearsal> {
  const migrations = head.map((migration) => (typeof migration === 'string' ? { up: migration } : migration));
  const rehearsal = await rehearseExample({ title: mistake, base, head: migrations });
  expect(rehearsal.base.failures).toEqual([]);
  expect(rehearsal.unknowns).toEqual([]);
  return rehearsal;
}

describe.each(CASES.map((each) => [each.of, each.mistake, each] as const))('%s %s', (_of, _mistake, each) => {
  it('is not ours', async () => {
    const rehearsal = await rehearsed(each);
    // A role with a limit of its own, so that what is told of the wait for locks stays out.
    const findings = judge(rehearsal, { severities: new Map(), lockTimeoutDefault: 5000 });

    // Notes inform and decide nothing; what is an alarm has to be exact.
    const alarms = findings.filter(({ severity }) => severity !== 'note');
    expect(alarms.map(({ rule, object }) => `${rule} ${object}`).sort()).toEqual(each.findings);
    expect(strongestLocks(rehearsal, Object.keys(each.locks ?? {}))).toEqual(each.locks ?? {});
    const remedies = findings.flatMap(({ remedy }) => remedy?.sql ?? []).join(';\n');
    for (const part of each.remedy?.has ?? []) expect(remedies).toContain(part);
    for (const part of each.remedy?.hasNot ?? []) expect(remedies).not.toContain(part);
    if (each.rollback !== undefined) expectRollback(rehearsal.migrations.at(-1)?.rollback, each.rollback);
  });
});

function expectRollback(
  rollback: Trial | undefined,
  { outcome, sql }: { outcome: string; sql: readonly string[] },
): void {
  expect(rollback?.outcome).toBe(outcome);
  for (const part of sql) expect(rollback?.sql.join(';\n')).toContain(part);
  if (sql.length === 0) expect(rollback?.sql).toEqual([]);
}

/** By the rank of what they keep others from, then by the order in PostgreSQL's manual. */
const MODES = [
  'AccessShareLock',
  'RowShareLock',
  'RowExclusiveLock',
  'ShareUpdateExclusiveLock',
  'ShareLock',
  'ShareRowExclusiveLock',
  'ExclusiveLock',
  'AccessExclusiveLock',
];

function strongestLocks(
  { migrations }: Rehearsal,
  relations: readonly string[],
): Readonly<Record<string, string>> {
  const effects = migrations.flatMap(({ statements }) =>
    statements.flatMap((statement) => statement.effects),
  );
  return Object.fromEntries(
    relations.map((relation) => {
      const modes = effects.filter((effect) => effect.relation === relation).map(({ lock }) => lock);
      return [relation, MODES.findLast((mode) => modes.includes(mode)) ?? 'none'];
    }),
  );
}
