import { beforeAll, expect, test } from '@jest/globals';
import { keywordOf } from '../../src/dialects/sqlite/parse/keywords.ts';
import { displayName, quoteIdentifier } from '../../src/dialects/sqlite/parse/parse.ts';
import { openCompiler } from './engine.ts';
import type { Compiler } from './engine.ts';

let sqlite: Compiler;

beforeAll(async () => {
  sqlite = await openCompiler();
});

test('the keywords are those of SQLite', () => {
  expect(sqlite.keywords().length).toBeGreaterThan(140);
  expect(sqlite.keywords().filter((word) => keywordOf(word.toLowerCase()) !== word)).toEqual([]);
});

test('a keyword that is left without quotes can stand for a name anywhere', () => {
  const places = [
    'CREATE TABLE # (#, #)',
    'CREATE INDEX # ON u (a)',
    'ALTER TABLE u RENAME # TO #',
    'SELECT # FROM #',
    'SELECT #.*, #(1) FROM # AS #',
    'CREATE TABLE x AS WITH # AS (SELECT 1) SELECT * FROM #',
  ];
  const isTaken = (name: string): boolean =>
    places.every((place) => sqlite.compile(place.replaceAll('#', name)).kind !== 'syntax');
  const wrong = sqlite.keywords().filter((word) => quoteIdentifier(word) === word && !isTaken(word));
  expect(wrong).toEqual([]);
});

test.each([
  ['users', 'users'],
  ['Users', 'Users'],
  ['e-mail', '"e-mail"'],
  ['a"b', '"a""b"'],
  ['1a', '"1a"'],
  ['größe', '"größe"'],
  ['order', '"order"'],
  ['key', 'key'],
  ['', '""'],
])('%s is written as %s', (name, written) => {
  expect(quoteIdentifier(name)).toBe(written);
});

test('the default schema is left out', () => {
  expect([null, 'main', 'MAIN', 'temp', 'my db'].map((schema) => displayName({ schema, name: 'a' }))).toEqual(
    ['a', 'a', 'a', 'temp.a', '"my db".a'],
  );
});
