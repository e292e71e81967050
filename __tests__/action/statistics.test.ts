import { afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { writeStatistics } from '../../src/statistics/write-statistics.ts';
import type { Files } from '../github/loopback/git-store.ts';
import { statisticsOf, tableOf } from '../statistics/sizes.ts';
import { buildAction, type ActionRun } from './run-action.ts';
import { BASE, Scene } from './scene.ts';

const PATH = '.holdpoint/stats.json';
const TODAY = `${new Date().toISOString().slice(0, 10)}T00:00:00Z`;
const INDEX = {
  'migrations/0002_email.sql': "SET lock_timeout = '2s';\nCREATE INDEX users_email_idx ON users (email);\n",
};

let scene: Scene;

beforeAll(buildAction);
afterEach(() => scene.close());

function sizes(rows: number, bytes: number): string {
  const tables = [tableOf('users', { rows, bytes }), tableOf('orders', { rows, bytes })];
  return writeStatistics(statisticsOf(tables, { takenAt: TODAY }));
}

const LARGE: Files = { [PATH]: sizes(48_000_000, 7.2e9) };
const SMALL: Files = { [PATH]: sizes(10, 8192) };

/** Reviews the pull request with the engine; from the checkout, or through the API. */
async function reviewed(base: Files, head: Files, checkout = true): Promise<ActionRun> {
  scene = await Scene.open({ ...INDEX, ...head }, { base: { ...BASE, ...base } });
  if (checkout) return scene.run(scene.opened, { rehearsal: true });
  const inputs = { 'pull-request': '7' };
  return scene.run(scene.github.dispatch(inputs), { checkout, rehearsal: true, inputs });
}

function estimatesOf({ outputs }: ActionRun): unknown {
  const report = JSON.parse(readFileSync(outputs['report'] ?? '', 'utf8')) as {
    readonly projects: readonly { readonly estimates?: unknown }[];
  };
  return report.projects[0]?.estimates;
}

describe('sizes of the tables in a pull request', () => {
  test.each([true, false])(
    'are those of the base, with estimates in the comment (checkout: %s)',
    async (on) => {
      const run = await reviewed(LARGE, {}, on);

      expect(estimatesOf(run)).toMatchObject([{ seconds: 240, small: false }]);
      expect(scene.sticky().body).toContain('about 4 min');
      expect(scene.sticky().body).toContain('48,000,000 rows');
      expect(run.outputs['verdict']).toBe('no-go');
    },
  );

  test.each([true, false])('a change that brings small ones gains nothing (checkout: %s)', async (on) => {
    const run = await reviewed(LARGE, SMALL, on);

    expect(estimatesOf(run)).toMatchObject([{ seconds: 240, small: false }]);
    expect(run.outputs['verdict']).toBe('no-go');
  });

  test('nor does one that brings the first ones', async () => {
    const run = await reviewed({}, SMALL);

    expect(estimatesOf(run) ?? []).toEqual([]);
    expect(scene.sticky().body).not.toContain('10 rows');
    expect(run.outputs['verdict']).toBe('no-go');
  });

  test('a file of the change that cannot be read stops no review', async () => {
    const run = await reviewed(SMALL, { [PATH]: 'nothing' });

    expect(estimatesOf(run)).toMatchObject([{ small: true }]);
    expect(run.outputs['verdict']).not.toBe('no-go');
  });
});
