import { afterAll, describe, expect, test } from '@jest/globals';
import { cloneOf, removeFolders, type Checkout } from '../git/checkout.ts';
import { dayFrom, DROP_FAX, reviewed, shop, SHIPPED, USES_FAX, type Files, type Reported } from './shop.ts';

afterAll(removeFolders);

const CODE = 'src/fax.js';

/** Used from the beginning, with other commits before and after; not any more since so many days. */
function unusedFor(days: number, change: Files = DROP_FAX): Checkout {
  const steps = Array.from({ length: 4 }, (_, step): [number, Files] => [
    days + 20 - step,
    { 'src/other.js': `export const step = ${step};\n` },
  ]);
  const after = Array.from({ length: 3 }, (_, step): [number, Files] => [
    days / 2,
    { 'src/more.js': `export const more = ${step};\n` },
  ]);
  return shop(
    [[days + 30, { ...SHIPPED, [CODE]: USES_FAX }], ...steps, [days, { [CODE]: 'export {};\n' }], ...after],
    change,
  );
}

/** Unknowns about the time; that nothing was rehearsed is another. */
function told({ unknowns }: Reported): Reported['unknowns'] {
  return unknowns.filter(({ what }) => what.startsWith('Since when'));
}

/** A tag on main, on the commit so many from its end. */
function tag(checkout: Checkout, name: string, before = 0): void {
  checkout.git('tag', name, `main~${before}`);
}

describe('the time between the last use and the end', () => {
  test('three days are too few: held until the day on which a week is over', async () => {
    const seen = await reviewed(unusedFor(3));

    expect(seen.surroundings?.bakes).toMatchObject([
      { object: 'users.fax', state: 'too-early', unusedSince: dayFrom(-3), from: dayFrom(4) },
    ]);
    expect(seen.messages['contract-too-early']).toBe(
      `users.fax is dropped too early. Unused on the branch since ${dayFrom(-3)}; 7 days are over on ${dayFrom(4)}. No tag is a release (v*), so none is waited for.`,
    );
  });

  test('the configured days count', async () => {
    const checkout = unusedFor(3, { ...DROP_FAX, '.holdpoint.yml': 'bake-days: 2\n' });

    expect((await reviewed(checkout)).surroundings?.bakes).toMatchObject([{ state: 'baked' }]);
  });

  test('a week and a release are enough', async () => {
    const checkout = unusedFor(9);
    tag(checkout, 'v1.0', 6);
    tag(checkout, 'v1.1', 2);
    tag(checkout, 'nightly');
    const seen = await reviewed(checkout);

    expect(seen.surroundings?.bakes).toMatchObject([
      { state: 'baked', releases: ['v1.1'], from: dayFrom(-2) },
    ]);
    expect(seen.rules).not.toContain('contract-too-early');
    expect(told(seen)).toEqual([]);
  });

  test('no release holds it: held, whatever the days', async () => {
    const checkout = unusedFor(30);
    tag(checkout, 'v1.0', 6);
    const seen = await reviewed(checkout);

    expect(seen.surroundings?.bakes).toMatchObject([{ state: 'no-release', releases: [] }]);
    expect(seen.messages['contract-too-early']).toContain(
      'No release (tag v*) holds the code without it yet.',
    );
  });

  test('another pattern of releases', async () => {
    const checkout = unusedFor(30, { ...DROP_FAX, '.holdpoint.yml': "releases: 'nightly*'\n" });
    tag(checkout, 'v1.0', 6);
    tag(checkout, 'nightly-7', 1);

    expect((await reviewed(checkout)).surroundings?.bakes).toMatchObject([
      { state: 'baked', releases: ['nightly-7'] },
    ]);
  });

  test('a repository that never used it holds nothing', async () => {
    const seen = await reviewed(
      shop(
        [
          [30, SHIPPED],
          [20, { 'src/a.js': 'export {};\n' }],
          [10, { 'src/b.js': 'export {};\n' }],
        ],
        DROP_FAX,
      ),
    );

    expect(seen.surroundings?.bakes).toMatchObject([
      { state: 'unknown', from: null, because: 'No code of this repository ever used users.fax.' },
    ]);
    expect(seen.rules).not.toContain('contract-too-early');
    expect(told(seen)).toEqual([]);
  });

  test('a shallow clone does not reach back: unknown, with what to do', async () => {
    const origin = unusedFor(3);
    const clone = cloneOf(origin, '--depth=3', '--no-single-branch');
    const seen = await reviewed(clone, { base: 'origin/main' });

    expect(seen.surroundings?.bakes).toMatchObject([{ state: 'unknown' }]);
    expect(told(seen)).toMatchObject([
      {
        what: 'Since when no code uses users.fax',
        because: expect.stringContaining('git fetch --unshallow --tags') as unknown,
      },
    ]);
  });
});
