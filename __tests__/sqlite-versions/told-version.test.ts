import { describe, expect, test } from '@jest/globals';
import { toldVersion, versionNumber, versionWords } from '../../src/model/server-version.ts';

describe('a version of SQLite', () => {
  test.each([40, '40', '3.40', '3.40.1'])('%p is 3.40', (written) => {
    expect(toldVersion('sqlite', written)).toBe(40);
    expect(versionWords('sqlite', 40)).toBe('3.40');
  });

  test('that is none is named, with what to write', () => {
    expect(() => toldVersion('sqlite', '2.8')).toThrow('`2.8` is no version of the database');
  });

  test('of the engine is read the same way', () => {
    expect(versionNumber('sqlite', '3.54.1')).toBe(54);
  });
});

test.each([
  ['16', 16, '16'],
  ['16.4', 16, '16'],
])('%s of PostgreSQL is its major version', (written, number, words) => {
  expect(toldVersion('postgres', written)).toBe(number);
  expect(versionWords('postgres', number)).toBe(words);
});

test.each([
  ['8.0.35', '8.0.35'],
  ['8.4', '8.4'],
  ['9', '9.0'],
])('%s of MySQL keeps its parts', (written, words) => {
  expect(versionWords('mysql', toldVersion('mysql', written) ?? 0)).toBe(words);
});

test('versions of MySQL are in their order', () => {
  const numbers = ['5.7.44', '8.0.28', '8.0.100', '8.4', '9.0'].map(
    (version) => toldVersion('mysql', version) ?? 0,
  );

  expect(numbers).toEqual(numbers.toSorted((left, right) => left - right));
});
