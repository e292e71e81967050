import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { LEXER } from '../../src/dialects/sqlite/parse/lexer.ts';
import { nextPiece } from '../../src/dialects/sqlite/parse/split-statements.ts';
import { endsAlike } from './agree.ts';
import { openCompiler } from './engine.ts';
import type { Compiler } from './engine.ts';
import { known, spoiled, words } from './fragments.ts';
import { read, slice } from './read.ts';

let sqlite: Compiler;

beforeAll(async () => {
  sqlite = await openCompiler();
});

/** Text, then `line:column-endLine sql` per statement. */
const SPANS: readonly (readonly [title: string, text: string, expected: readonly string[]])[] = [
  ['nothing', '', []],
  ['blanks', ' \t\r\n\f ', []],
  ['comments and semicolons only', '-- a;\n/* b; */\n;;', []],
  ['a comment that is never closed', '/* SELECT 1;', []],
  ['byte order mark', '\uFEFFSELECT 1;', ['1:1-1 SELECT 1']],
  ['the semicolon is not part of it', '  SELECT 1 ;\n', ['1:3-1 SELECT 1']],
  ['CRLF', 'SELECT 1;\r\nSELECT\r\n 2;\r\n', ['1:1-1 SELECT 1', '2:1-3 SELECT\r\n 2']],
  ['no line break between', 'SELECT 1;SELECT 2', ['1:1-1 SELECT 1', '1:10-1 SELECT 2']],
  ['comments around', '-- why;\nSELECT /* ; */ 1 -- why;\n;', ['2:1-2 SELECT /* ; */ 1']],
  ['a comment does not nest', '/* a /* b; */ SELECT 1', ['1:15-1 SELECT 1']],
  [
    'quotes',
    `SELECT 'a;''b;', "a;", [a;], \`a;\`;SELECT 2`,
    [`1:1-1 SELECT 'a;''b;', "a;", [a;], \`a;\``, '1:35-1 SELECT 2'],
  ],
  ['a backslash is no escape', "SELECT 'a\\';SELECT 2", ["1:1-1 SELECT 'a\\'", '1:13-1 SELECT 2']],
  [
    'a quote that is never closed',
    "SELECT 1;SELECT 'a;SELECT 2",
    ['1:1-1 SELECT 1', "1:10-1 SELECT 'a;SELECT 2"],
  ],
  ['astral characters count once', "SELECT '😀é';SELECT 2", ["1:1-1 SELECT '😀é'", '1:13-1 SELECT 2']],
  [
    'a trigger',
    'CREATE TRIGGER t AFTER INSERT ON u BEGIN\n SELECT CASE 1 WHEN 1 THEN 2 END;\n SELECT 2; END;SELECT 3',
    [
      '1:1-3 CREATE TRIGGER t AFTER INSERT ON u BEGIN\n SELECT CASE 1 WHEN 1 THEN 2 END;\n SELECT 2; END',
      '3:16-3 SELECT 3',
    ],
  ],
  [
    'a temporary trigger, explained',
    'explain query plan create temporary trigger t delete on u begin select 1; end ; SELECT 3',
    [
      '1:1-1 explain query plan create temporary trigger t delete on u begin select 1; end',
      '1:81-1 SELECT 3',
    ],
  ],
  [
    'a trigger without its end',
    'CREATE TRIGGER t; SELECT 1; SELECT 2;',
    ['1:1-1 CREATE TRIGGER t; SELECT 1; SELECT 2;'],
  ],
  [
    'no trigger',
    'CREATE TABLE trigger; END; SELECT 1',
    ['1:1-1 CREATE TABLE trigger', '1:23-1 END', '1:28-1 SELECT 1'],
  ],
];

test.each(SPANS)('%s', (_title, text, expected) => {
  const found = read(text);
  expect(
    found.map(
      ({ sql, span }) => `${String(span.line)}:${String(span.column)}-${String(span.endLine)} ${sql}`,
    ),
  ).toEqual(expected);
  expect(found.map(({ span }) => slice(text, span))).toEqual(found.map(({ sql }) => sql));
});

const gap = fc
  .array(fc.constantFrom(' ', '\n', '\r\n', "-- a; 'b\n", '/* c; /* " */', ';', '/*é😀*/'), { maxLength: 4 })
  .map((parts) => parts.join(''));

describe('for statements in a row', () => {
  test('they are found between blanks and comments, where SQLite finds them', () => {
    fc.assert(
      fc.property(gap, fc.array(fc.tuple(known, gap), { maxLength: 8 }), (before, pairs) => {
        const text = before + pairs.map(([sql, after]) => `${sql};${after}`).join('');
        const found = read(text);
        expect(found.map(({ sql }) => sql)).toEqual(pairs.map(([sql]) => sql));
        const bytes = Buffer.from(text);
        for (const statement of found) {
          expect(endsAlike(sqlite, statement, bytes.subarray(statement.span.start).toString())).toBe(true);
        }
      }),
      { numRuns: 200 },
    );
  });

  test('what cannot be read hides nothing around it', () => {
    const garbage = fc.constantFrom(
      'SELECT (',
      'ALTER TABEL x',
      ')',
      '1 2 3',
      'CREATE',
      "'a' 'b'",
      'END END',
      '^',
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(known, garbage), { minLength: 1, maxLength: 8 }), (pairs) => {
        const text = pairs.map(([sql, bad]) => `${sql};\n${bad};\n`).join('');
        const readable = read(text).filter(({ kind }) => kind === 'readable');
        expect(readable.map(({ sql }) => sql)).toEqual(pairs.map(([sql]) => sql));
      }),
      { numRuns: 200 },
    );
  });
});

/** These are blanks, or tokens, only for the compiler: `sqlite3_complete()` looks less closely. */
const UNLIKE_COMPLETE = /\v|\uFEFF|[$@:#][\w$:]*\(/;

test.each([
  ['good statements', fc.array(known, { maxLength: 4 }).map((all) => `${all.join(';')};`)],
  ['spoiled statements', fc.array(spoiled, { maxLength: 4 }).map((all) => `${all.join(';')};`)],
  ['words', words],
])('%s end exactly where sqlite3_complete() says', (_title, texts) => {
  fc.assert(
    fc.property(texts, (text) => {
      fc.pre(!UNLIKE_COMPLETE.test(text));
      for (let from = 0; ;) {
        const piece = nextPiece(text, from);
        if (piece === null) return;
        const closing = LEXER.nextToken(text, piece.end);
        const isClosed = closing.kind !== 'end' && closing.end === piece.next;
        for (
          let at = text.indexOf(';', piece.start);
          at >= 0 && at < piece.next;
          at = text.indexOf(';', at + 1)
        ) {
          expect(sqlite.isComplete(text.slice(0, at + 1))).toBe(isClosed && at + 1 === piece.next);
        }
        from = piece.next;
      }
    }),
    { numRuns: 1000 },
  );
});
