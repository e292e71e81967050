import { afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { badGateway } from '../github/loopback-github.ts';
import type { Files } from '../github/loopback/git-store.ts';
import { buildAction, type ActionRun } from './run-action.ts';
import { Scene } from './scene.ts';

const NOTE = {
  'migrations/0002_note.sql': "SET lock_timeout = '5s';\nALTER TABLE users ADD COLUMN note text;\n",
};
const PHONE = {
  'migrations/0003_phone.sql': "SET lock_timeout = '5s';\nALTER TABLE users ADD COLUMN phone text;\n",
};
const TOTAL = {
  'migrations/0002_total.sql': "SET lock_timeout = '5s';\nALTER TABLE orders ADD COLUMN total int;\n",
};

let scene: Scene;

beforeAll(buildAction);
afterEach(() => scene.close());

interface Told {
  readonly references: unknown;
  readonly neighbors: readonly unknown[];
}

/** What the report says of other pull requests; null where it says nothing of what is around. */
function around({ outputs }: ActionRun): Told | null {
  const report = JSON.parse(readFileSync(outputs['report'] ?? '', 'utf8')) as {
    readonly projects: readonly { readonly surroundings: Told | null }[];
  };
  return report.projects[0]?.surroundings ?? null;
}

function notices({ outputs }: ActionRun): string[] {
  const report = JSON.parse(readFileSync(outputs['report'] ?? '', 'utf8')) as {
    readonly notices: readonly { readonly text: string }[];
  };
  return report.notices.map(({ text }) => text);
}

describe('another open pull request', () => {
  test.each([false, true])(
    'is told of where it changes the same table (rehearsal: %s)',
    async (rehearsal) => {
      scene = await Scene.open(NOTE);
      scene.github.openPull(PHONE, { title: 'Phones of @ada `now`' });
      const run = await scene.run(scene.opened, { rehearsal });

      expect(around(run)).toMatchObject({
        references: null,
        neighbors: [{ number: 8, title: 'Phones of @ada `now`', kind: 'table', name: 'users' }],
      });
      const { body } = scene.sticky();
      expect(body).toContain('Impact: 1 other pull request');
      expect(body).toContain('Pull request 8 (`` Phones of @ada `now` ``) touches the same table, `users`');
      expect(body).not.toContain('No line of');
    },
  );

  test('is told of where it has the same version, and each is told of the other', async () => {
    scene = await Scene.open(NOTE);
    const second = scene.github.openPull(TOTAL, { by: 'mallory', fork: 'mallory/shop', draft: true });
    const [first, other] = [await scene.run(scene.opened), await scene.run(second)];

    expect(around(first)?.neighbors).toEqual([{ number: 8, title: 'Change', kind: 'version', name: '0002' }]);
    expect(around(other)?.neighbors).toEqual([{ number: 7, title: 'Change', kind: 'version', name: '0002' }]);
  });

  test('costs one query for all of them and one for their texts, also without a checkout', async () => {
    const queriesBeside = async (others: readonly Files[]): Promise<number> => {
      scene = await Scene.open(NOTE);
      for (const files of others) scene.github.openPull(files);
      const delivery = scene.github.dispatch({ 'pull-request': '7' });
      const asked = await scene.asked(async () => {
        const run = await scene.run(delivery, { checkout: false, inputs: { 'pull-request': '7' } });
        expect(around(run)?.neighbors ?? []).toHaveLength(Math.max(0, others.length - 1));
      });
      return asked.filter((operation) => operation === 'graphql').length;
    };
    const alone = await queriesBeside([]);
    await scene.close();

    expect(await queriesBeside([PHONE, TOTAL, { 'src/app.js': 'export {};\n' }])).toBe(alone + 1);
  });

  test.each([
    ['works on another table', { 'migrations/0003_t.sql': 'ALTER TABLE orders ADD COLUMN t int;\n' }],
    ['makes a table that both would make', { 'migrations/0003_n.sql': 'CREATE TABLE notes (id int);\n' }],
    ['only reads the table', { 'migrations/0003_r.sql': 'SELECT count(*) FROM users;\n' }],
    ['holds the very same migration', NOTE],
    ['changes what is no migration', { 'migrations/README.md': 'Users.\n' }],
    ['takes a migration away', { 'migrations/0001_users.sql': null }],
  ])('that %s is not told of', async (_, files) => {
    scene = await Scene.open({ ...NOTE, 'migrations/0004_notes.sql': 'CREATE TABLE notes (id int);\n' });
    scene.github.openPull(files);
    const run = await scene.run(scene.opened);

    expect([around(run), notices(run)]).toEqual([null, []]);
  });

  test('that is closed is not told of', async () => {
    scene = await Scene.open(NOTE);
    scene.github.openPull(PHONE);
    scene.github.closePull(8);

    expect(around(await scene.run(scene.opened))).toBeNull();
  });

  test('with SQL that nobody can read stops nothing', async () => {
    scene = await Scene.open(NOTE);
    scene.github.openPull({ 'migrations/0002_other.sql': 'ALTER TABLE users ADD ADD;\0\n' });
    scene.github.openPull({ ...PHONE, 'migrations/0005_bad.sql': 'ALTER TABLE;\n' });
    const run = await scene.run(scene.opened);

    expect(around(run)?.neighbors).toMatchObject([{ number: 9, kind: 'table', name: 'users' }]);
    expect(notices(run)).toEqual([
      'Of pull request 8, files could not be read and were not compared: migrations/0002_other.sql.',
    ]);
  });
});

describe('GitHub does not tell', () => {
  test('without the right to read pull requests: a notice, and the review goes on', async () => {
    scene = await Scene.open(NOTE);
    scene.github.openPull(PHONE);
    scene.github.grantWorkflow('poor', { contents: 'read', statuses: 'write', checks: 'write' });
    const run = await scene.run(scene.opened, { token: 'poor' });

    expect([run.code, scene.status()?.state]).toEqual([0, 'pending']);
    expect(around(run)).toBeNull();
    expect(notices(run)).toEqual([
      expect.stringMatching(
        /^Other open pull requests were not compared\. GitHub does not give the open pull requests of acme\/shop: .*pull-requests: read/,
      ),
    ]);
  });

  test('is not asked with `publish: false`', async () => {
    scene = await Scene.open(NOTE);
    scene.github.openPull(PHONE);
    const asked = await scene.asked(() => scene.run(scene.opened, { inputs: { publish: 'false' } }));

    expect(asked).toEqual([]);
  });

  test('when it fails: the same', async () => {
    scene = await Scene.open(NOTE);
    scene.github.fail('graphql', badGateway(), 3);
    const run = await scene.run(scene.opened);

    expect([run.code, scene.status()?.state]).toEqual([0, 'pending']);
    expect(notices(run)).toEqual([expect.stringContaining('Other open pull requests were not compared.')]);
  });
});
