import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { postgres } from '../../src/dialects/postgres/index.ts';
import type { Engine, Mark } from '../../src/model/engine.ts';
import type { Rehearsal } from '../../src/model/rehearsal.ts';
import { judge } from '../../src/rules/judge.ts';
import { buildPlan } from '../../src/plan/build-plan.ts';
import { openEngine } from '../engine/open-engine.ts';
import { rehearseOn } from './history.ts';

const BASE = `CREATE TABLE users (id bigint PRIMARY KEY, email text, status text);
CREATE TABLE keyless (n integer);`;

let engine: Engine;
let empty: Mark;

beforeAll(async () => {
  await postgres.prepare();
  engine = await openEngine({ deadline: 300_000 });
  empty = await engine.mark();
});

afterAll(() => engine.close());

async function rehearsed(batched: boolean, ...head: readonly string[]): Promise<Rehearsal> {
  await engine.rewind(empty);
  return rehearseOn(engine, { base: BASE, head }, batched ? { batch: { rows: 200, pause: 50 } } : {});
}

function planOf(rehearsal: Rehearsal): ReturnType<typeof buildPlan>['projects'][number] {
  const settings = {
    severities: new Map(),
    options: new Map(),
    lockTimeoutDefault: null,
    suppressions: 'block',
  } as const;
  const judged = { rehearsal, findings: judge(rehearsal, settings) };
  const [project] = buildPlan({ base: '', head: '', notices: [] }, [judged]).projects;
  if (project === undefined) throw new Error('There is no project.');
  return project;
}

const CHANGES = [
  `ALTER TABLE users ADD COLUMN label text;`,
  `BEGIN; UPDATE users SET label = lower(email) WHERE email IS NOT NULL; COMMIT;
UPDATE keyless SET n = 1;
INSERT INTO users (id) VALUES (100001);`,
];

describe('the rehearsal', () => {
  test('tries the changes of rows from the state in which they ran, and leaves the engine as it was', async () => {
    const rehearsal = await rehearsed(true, ...CHANGES);
    const [first, second] = rehearsal.migrations;
    expect(first?.backfills).toBeUndefined();
    expect(second?.backfills).toMatchObject([
      {
        statement: 1,
        backfill: { path: '0003.sql', line: 1, relation: 'users', key: ['id'], proof: { outcome: 'same' } },
      },
      {
        statement: 3,
        backfill: null,
        because: expect.stringContaining('`keyless` has no primary key') as unknown,
      },
    ]);
    expect((await engine.digests(['users'])).get('users')?.rows).toBeLessThan(100);
    expect([...(await engine.catalog()).keys()].filter((key) => key.includes('backfill'))).toEqual([]);
  });

  test('writes none unless it is asked', async () => {
    const { migrations } = await rehearsed(false, ...CHANGES);
    expect(migrations.every(({ backfills }) => backfills === undefined)).toBe(true);
  });

  test('gives the finding its SQL, or says why there is none', async () => {
    const plan = planOf(await rehearsed(true, ...CHANGES));
    const found = plan.findings.filter(({ rule }) => rule === 'unbatched-data-change');
    expect(found.map(({ object, remedy }) => [object, remedy?.rehearsed, remedy?.sql.length])).toEqual([
      ['users', true, 6],
      ['keyless', false, 0],
    ]);
    expect(found[1]?.remedy?.text).toContain('`keyless` has no primary key');
    expect(plan.backfills).toMatchObject([{ relation: 'users', batch: { rows: 200, pause: 50 } }]);
  });
});
