import { beforeAll, expect, test } from '@jest/globals';
import { parseSource, prepareParser } from '../../src/dialects/postgres/parse/parse.ts';
import { remarksIn } from '../../src/rehearse/remarks.ts';

beforeAll(prepareParser);

function script(text: string): ReturnType<typeof parseSource> {
  return parseSource({ path: 'a.sql', text, defect: null });
}

/** Each remark: where it stands, what it says, and the lines of what it is about. */
function remarks(text: string): string[] {
  return remarksIn(script(text), { version: '1' }).map(({ line, text: words, statement, leads }) => {
    const about = statement === null ? 'file' : `${statement.line}-${statement.endLine}`;
    return `${line} ${words} → ${about}${leads ? ', leads' : ''}`;
  });
}

test('comments are told only where one is addressed to us', () => {
  expect(script('-- a\nSELECT 1;').comments).toBeUndefined();
  expect(script('-- a\nSELECT /* holdpoint: b */ 1; -- c').comments).toEqual([
    { text: 'a', line: 1, endLine: 1 },
    { text: 'holdpoint: b', line: 2, endLine: 2 },
    { text: 'c', line: 2, endLine: 2 },
  ]);
});

test.each([
  ['above', '-- holdpoint: x\nSELECT\n1;\nSELECT 2;', ['1 x → 2-3, leads']],
  ['above, among others', '-- a\n-- holdpoint: x\n/* b\n */\nSELECT 1;', ['2 x → 5-5, leads']],
  ['above a later one', 'SELECT 1;\n\n-- holdpoint: x\n\nSELECT 2;', ['3 x → 5-5']],
  ['within', 'SELECT\n-- holdpoint: x\n1;', ['2 x → 1-3']],
  ['behind', 'SELECT 1;\nSELECT 2; -- holdpoint: x', ['2 x → 2-2']],
  ['at the top', '\uFEFF-- a\r\n-- holdpoint: x\r\n\r\nSELECT 1;', ['2 x → file, leads']],
  [
    'at the top, over an empty line in a comment',
    '-- holdpoint: x\n/*\n\n*/\nSELECT 1;',
    ['1 x → 5-5, leads'],
  ],
  ['at the end', 'SELECT 1;\n-- holdpoint: x', ['2 x → 0-0']],
  ['in a file without statements', '-- holdpoint: x', ['1 x → file, leads']],
  ['over several lines', '/* HOLDPOINT:  x\n  y */\nSELECT 1;', ['1 x y → 3-3, leads']],
  ['about transactions', '-- holdpoint:transaction none\nSELECT 1;', []],
  ['in a string', "SELECT '\n-- holdpoint: x\n', E'\\'-- holdpoint: x', $$ -- holdpoint: x $$;", []],
  ['in a name', 'SELECT 1 AS "\n-- holdpoint: x";', []],
  ['never closed', 'SELECT 1; /* holdpoint: x', []],
  ['nested', '/* holdpoint: x /* y */ z */ SELECT 1;', ['1 x /* y */ z → 1-1, leads']],
])('a remark %s', (_where, text, expected) => {
  expect(remarks(text)).toEqual(expected);
});
