import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { buildPlan } from '../../src/plan/build-plan.ts';
import { effectsSection } from '../../src/render/sections/effects.ts';
import type { Rehearsal } from '../../src/model/rehearsal.ts';
import type { RuleExample } from '../../src/model/rule.ts';
import { withExampleStage } from '../rules/rehearse-example.ts';

const USERS = 'CREATE TABLE users (id bigint PRIMARY KEY, email text);';
const EVENTS =
  'CREATE TABLE events (id integer NOT NULL, day date); CREATE TABLE parts (id integer NOT NULL, k integer) PARTITION BY RANGE (id); CREATE TABLE parts_1 PARTITION OF parts FOR VALUES FROM (0) TO (1000);';

let rehearseExample: (example: RuleExample) => Promise<Rehearsal>;
let leave: () => void;
let closed: Promise<void>;

beforeAll(async () => {
  await new Promise<void>((resolve, reject) => {
    closed = withExampleStage(async (rehearse) => {
      rehearseExample = rehearse;
      const over = new Promise<void>((done) => (leave = done));
      resolve();
      await over;
    });
    closed.catch(reject);
  });
});

afterAll(async () => {
  leave();
  await closed;
});

async function rehearsed(up: string, serverVersion: number | null): Promise<Rehearsal> {
  return rehearseExample({
    title: up,
    base: [USERS, EVENTS],
    head: [{ up }],
    ...(serverVersion === null ? {} : { serverVersion }),
  });
}

test('what an older server does otherwise stands beside what was measured', async () => {
  const { migrations } = await rehearsed('GRANT SELECT ON users TO PUBLIC;', 15);

  expect(migrations[0]?.statements[0]).toMatchObject({
    effects: [{ relation: 'users', lock: 'AccessShareLock', witness: 'measured' }],
    elsewhere: {
      version: '15',
      effects: [{ relation: 'users', lock: '', blocks: 'nothing', witness: 'documented' }],
    },
    blocking: false,
  });
});

test('only the relations that fare otherwise are told', async () => {
  const { migrations } = await rehearsed('ALTER TABLE parts ADD UNIQUE (id);', 16);

  expect(migrations[0]?.statements[0]).toMatchObject({
    elsewhere: {
      version: '16',
      effects: [{ relation: 'parts_1', lock: 'ShareLock', blocks: 'writes', work: 'index-build' }],
    },
    blocking: true,
  });
});

test.each([
  ['GRANT SELECT ON users TO PUBLIC;', 18],
  ['GRANT SELECT ON users TO PUBLIC;', null],
  ['ALTER TABLE users ALTER COLUMN email SET NOT NULL;', 13],
  ['DO $$ BEGIN GRANT SELECT ON users TO PUBLIC; END $$;', 13],
])('%s on %p: nothing differs that is known', async (up, version) => {
  const { migrations } = await rehearsed(up, version);

  expect(migrations[0]?.statements).toHaveLength(1);
  expect(migrations[0]?.statements[0]).not.toHaveProperty('elsewhere');
});

test('a safe way that the server does not know yet is not offered', async () => {
  const up = 'ALTER TABLE parts DETACH PARTITION parts_1;\nUPDATE users SET email = lower(email);';
  const offered = async (version: number): Promise<string[]> => {
    const { migrations } = await rehearsed(up, version);
    return migrations.flatMap(({ safeWays }) => safeWays.flatMap(({ sql }) => sql));
  };

  expect(await offered(14)).toContain('ALTER TABLE parts DETACH PARTITION parts_1 CONCURRENTLY');
  expect(await offered(13)).toEqual([]);
});

test('the report says it in the words of every other effect', async () => {
  const rehearsal = await rehearsed('ALTER TABLE parts ADD UNIQUE (id);', 15);
  const plan = buildPlan({ base: 'base', head: 'head', notices: [] }, [{ rehearsal, findings: [] }]);
  const [project] = plan.projects;
  const [nodes] = project === undefined ? [] : effectsSection(project).levels.map((level) => level());

  const text = JSON.stringify(nodes).replaceAll(/[^A-Za-z0-9_():. ]+/g, ' ');
  expect(text).toContain('On your server (version 15): ');
  expect(text).toMatch(/version 15.*ShareLock.*parts_1.*blocks writes while the index is built/);
});
