import { expect, it } from '@jest/globals';
import { judge } from '../../src/rules/judge.ts';
import type { ExampleMigration } from '../../src/model/rule.ts';
import { exampleStage } from '../rules/example-stage.ts';

const USERS = 'CREATE TABLE users (id bigint PRIMARY KEY, email text NOT NULL);';
const EVENTS =
  "CREATE TABLE events (at date NOT NULL) PARTITION BY RANGE (at);\nCREATE TABLE events_2025 PARTITION OF events FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');";

/** Answers that were wrong once: the base, the change, and every finding that is more than a note. */
const CASES: readonly [title: string, base: string, head: ExampleMigration, ...findings: string[]][] = [
  [
    'a lock of the mode that writers take touches no rows',
    USERS,
    { up: 'LOCK TABLE users IN ROW EXCLUSIVE MODE;' },
  ],
  [
    'who does not wait for a lock has nobody wait behind it',
    USERS,
    {
      up: 'LOCK TABLE users IN ACCESS EXCLUSIVE MODE NOWAIT;\nALTER TABLE users ADD COLUMN phone text;',
    },
  ],
  [
    'what a rollback brings back is not new',
    USERS,
    { up: 'BEGIN;\nDROP TABLE users;\nROLLBACK;', transaction: 'none' },
    'migration-rolls-back change',
    'strong-lock-without-timeout users',
  ],
  [
    'who reads a partitioned table does not wait for a partition that is detached concurrently',
    EVENTS,
    { up: 'ALTER TABLE events DETACH PARTITION events_2025 CONCURRENTLY;', transaction: 'none' },
    'other-break events',
  ],
];

const rehearse = exampleStage();

it.each(CASES)('%s', async (title, base, up, ...findings) => {
  const rehearsal = await rehearse({ title, base: [base], head: [up] });
  expect(rehearsal.base.failures).toEqual([]);

  const alarms = judge(rehearsal, { severities: new Map(), lockTimeoutDefault: null }).filter(
    ({ severity }) => severity !== 'note',
  );

  expect(alarms.map(({ rule, object }) => `${rule} ${object}`).sort()).toEqual(findings);
});
