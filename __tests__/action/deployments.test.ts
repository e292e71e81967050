import { afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { USUAL, type Permissions } from '../github/loopback/accounts.ts';
import { buildAction, type ActionRun } from './run-action.ts';
import { BASE, Scene } from './scene.ts';

const DROP = {
  'migrations/0002_legacy.sql': "SET lock_timeout = '2s';\nALTER TABLE users DROP COLUMN legacy;\n",
};
const CODE = 'src/legacy.js';
const USES = { [CODE]: "export const legacy = (db) => db.query('SELECT legacy FROM users');\n" };
const DAY = 86_400_000;
const MAY_READ: Permissions = { ...USUAL, deployments: 'read' };

let scene: Scene;

beforeAll(buildAction);
afterEach(() => scene.close());

/** Code stops using the column a month ago; what was deployed before and after is told by commits. */
async function opened(): Promise<{ readonly before: string; readonly after: string }> {
  scene = await Scene.open({}, { base: { ...BASE, ...USES } });
  const { github } = scene;
  github.world.clock = Date.now() - 30 * DAY;
  const before = github.git.resolve('main') ?? '';
  github.pushTo('main', { [CODE]: 'export {};\n' });
  const after = github.git.resolve('main') ?? '';
  github.pushTo('main', { 'src/more.js': 'export {};\n' });
  github.world.clock = Date.now();
  github.grantWorkflow('deployer', MAY_READ);
  return { before, after };
}

async function reviewed(token = 'deployer'): Promise<ActionRun> {
  return scene.run(scene.github.openPull(DROP, { number: 8 }), { token, inputs: { publish: 'false' } });
}

function deployed(sha: string, states: readonly string[], environment = 'production'): void {
  const { world } = scene.github;
  world.deployments.push({ id: world.nextId(), environment, sha, at: '2026-11-20T10:00:00Z', states });
}

interface Report {
  readonly notices: readonly { readonly text: string }[];
  readonly projects: readonly { readonly surroundings: { readonly bakes: readonly unknown[] } }[];
}

function reportOf({ outputs }: ActionRun): Report {
  return JSON.parse(readFileSync(outputs['report'] ?? '', 'utf8')) as Report;
}

function bakesOf(run: ActionRun): readonly unknown[] {
  return reportOf(run).projects[0]?.surroundings.bakes ?? [];
}

describe('deployments to production', () => {
  test('count as releases: one that succeeded and holds the code without it is enough', async () => {
    const { after } = await opened();
    deployed(after, ['IN_PROGRESS', 'SUCCESS', 'INACTIVE']);
    const run = await reviewed();

    expect(bakesOf(run)).toMatchObject([
      {
        state: 'baked',
        releases: ['deployment of 2026-11-20'],
        because: expect.stringContaining('Released with deployment of 2026-11-20.') as unknown,
      },
    ]);
    expect(reportOf(run).notices).toEqual([]);
  });

  test.each<
    [string, { which: 'before' | 'after' | null; states: string[]; environment?: string; state: string }]
  >([
    ['of older code', { which: 'before', states: ['SUCCESS'], state: 'no-release' }],
    ['that failed', { which: 'after', states: ['FAILURE'], state: 'baked' }],
    ['to another place', { which: 'after', states: ['SUCCESS'], environment: 'staging', state: 'baked' }],
    ['of a commit that is not here', { which: null, states: ['SUCCESS'], state: 'no-release' }],
  ])('one %s does not', async (_, { which, states, environment, state }) => {
    const commits = await opened();
    deployed(which === null ? 'a'.repeat(40) : commits[which], states, environment);

    expect(bakesOf(await reviewed())).toMatchObject([{ state, releases: [] }]);
  });

  test('tags alone count without the right to read them, and that is told', async () => {
    const { before } = await opened();
    deployed(before, ['SUCCESS']);
    const run = await reviewed('workflow-token');

    expect(bakesOf(run)).toMatchObject([{ state: 'baked' }]);
    expect(reportOf(run).notices).toEqual([
      {
        path: 'migrations',
        text: expect.stringMatching(
          /^Deployments were not looked at, so only tags count as releases\. .*deployments: read/,
        ) as unknown,
      },
    ]);
  });
});
