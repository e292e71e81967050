import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { disagreement, endsAlike } from './agree.ts';
import { openCompiler } from './engine.ts';
import type { Compiler } from './engine.ts';
import { generated } from './generated.ts';
import { characters, spoiled, words } from './fragments.ts';
import { read, slice } from './read.ts';

let sqlite: Compiler;

beforeAll(async () => {
  sqlite = await openCompiler();
});

describe.each([
  ['a good statement with a change or two', spoiled, 6000],
  ['words in any order', words, 1500],
  ['any characters', characters, 1500],
  [
    'a good statement in front of any characters',
    fc.tuple(spoiled, characters).map((all) => all.join(';')),
    1500,
  ],
])('%s', (_title, texts, numRuns) => {
  test('is read as SQLite reads it, with the same reason at the same place where it is not', () => {
    fc.assert(
      fc.property(texts, (text) => {
        for (const statement of read(text)) expect(disagreement(sqlite, statement)).toBeNull();
      }),
      { numRuns },
    );
  });

  test('is cut into pieces that slice back, in order', () => {
    fc.assert(
      fc.property(texts, (text) => {
        let last = 0;
        for (const { sql, span } of read(text)) {
          expect(slice(text, span)).toBe(Buffer.from(sql).toString());
          expect(span.start).toBeGreaterThanOrEqual(last);
          last = span.end;
        }
      }),
      { numRuns: numRuns / 5 },
    );
  });

  test('ends where SQLite says that it ends', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const bytes = Buffer.from(text);
        for (const statement of read(text)) {
          if (statement.kind === 'unreadable') continue;
          const rest = bytes.subarray(statement.span.start).toString();
          expect(endsAlike(sqlite, statement, rest)).toBe(true);
        }
      }),
      { numRuns: numRuns / 3 },
    );
  });
});

test('what the grammar can make is read, and SQLite takes it', () => {
  fc.assert(
    fc.property(generated, (sql) => {
      expect(sqlite.compile(sql).kind).not.toBe('syntax');
      expect(read(sql).map(({ kind }) => kind)).toEqual(['readable']);
    }),
    { numRuns: 1500 },
  );
});
