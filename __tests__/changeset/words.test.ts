import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { byCloseness, nearest } from '../../src/lib/nearest.ts';
import { compareVersions } from '../../src/lib/version-order.ts';
import { matchesPattern } from '../../src/lib/wildcard.ts';

describe('compareVersions', () => {
  test.each<[string, string]>([
    ['9', '10'],
    ['1.9', '1.10'],
    ['1', '1.1'],
    ['20251231235959', '20260101000000'],
    ['99999999999999999998', '99999999999999999999'],
    ['2024-01-02', '2024-01-10'],
  ])('%s before %s', (left, right) => {
    expect(compareVersions(left, right)).toBeLessThan(0);
    expect(compareVersions(right, left)).toBeGreaterThan(0);
  });

  test.each<[string, string]>([
    ['1', '001'],
    ['1.2', '1_2'],
    ['1', '1.0'],
  ])('%s is %s', (left, right) => {
    expect(compareVersions(left, right)).toBe(0);
  });

  test('is an order', () => {
    const version = fc.stringMatching(/^\d{1,3}(\.\d{1,2}){0,2}$/);
    fc.assert(
      fc.property(version, version, version, (a, b, c) => {
        expect(Math.sign(compareVersions(a, b))).toBe(-Math.sign(compareVersions(b, a)) + 0);
        if (compareVersions(a, b) <= 0 && compareVersions(b, c) <= 0)
          expect(compareVersions(a, c)).toBeLessThanOrEqual(0);
      }),
    );
  });
});

describe('nearest', () => {
  test.each<[string, string | null]>([
    ['fail_on', 'fail-on'],
    ['FAIL-ON', 'fail-on'],
    ['commnet', 'comment'],
    ['zzzzzzzz', null],
  ])('%s → %s', (name, found) => {
    expect(nearest(name, ['projects', 'comment', 'fail-on'])).toBe(found);
  });

  test('sorts by closeness, ties as given', () => {
    expect(byCloseness('ab', ['xyz', 'ac', 'ba', 'ab'])).toEqual(['ab', 'ac', 'ba', 'xyz']);
    expect(nearest('x', [])).toBeNull();
  });
});

describe('matchesPattern', () => {
  test.each<[path: string, pattern: string, matches: boolean]>([
    ['a.sql', '*.sql', true],
    ['x/a.sql', '*.sql', false],
    ['x/a.sql', '**/*.sql', true],
    ['a.sql', '**/*.sql', true],
    ['x/y/z/a.sql', 'x/**/a.sql', true],
    ['x/y/a.sql', 'x/?/a.sql', true],
    ['x/yy/a.sql', 'x/?/a.sql', false],
    ['x/y', '**', true],
    ['a.sqlx', '*.sql', false],
    ['a+b.sql', 'a+b.sql', true],
    ['😀.sql', '?.sql', true],
  ])('%s %s: %s', (path, pattern, matches) => {
    expect(matchesPattern(path, pattern)).toBe(matches);
  });

  test('a hostile pattern ends, where going back and forth would not', () => {
    expect(matchesPattern('a'.repeat(2000), '*a'.repeat(200) + 'b')).toBe(false);
    expect(matchesPattern('a/'.repeat(500), '**/a/'.repeat(100) + 'b')).toBe(false);
  });
});
