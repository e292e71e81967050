import { describe, expect, test } from '@jest/globals';
import { createLexer } from '../../src/dialects/lexer/create-lexer.ts';
import type { LexicalRules } from '../../src/dialects/lexer/lexical-rules.ts';
import { LEXER } from '../../src/dialects/sqlite/parse/lexer.ts';
import type { Lexer } from '../../src/dialects/lexer/create-lexer.ts';

/** Rules as MySQL has them: backslashes in strings, `#` comments, `--` only in front of a blank. */
const MYSQL: LexicalRules = {
  nameQuotes: new Map([['`', '`']]),
  stringQuotes: new Set(["'", '"']),
  backslashEscapes: true,
  hashComments: true,
  dashesNeedBlank: true,
  parameterMarks: '@',
  longOperators: ['<=>', ':=', '->>', '->', '<<', '>>', '<=', '>=', '<>', '!=', '||', '&&'],
};

/** The tokens of a text, each as `kind text`, with `!` behind those that have a defect. */
function tokens(text: string, lexer: Lexer): string[] {
  const found: string[] = [];
  for (let token = lexer.nextToken(text, 0); token.kind !== 'end'; token = lexer.nextToken(text, token.end)) {
    const defect = token.defect === undefined ? '' : ` !${token.defect}`;
    found.push(`${token.kind} ${text.slice(token.start, token.end)}${defect}`);
  }
  return found;
}

describe('SQLite', () => {
  test.each([
    ['', []],
    [' \t\r\n\f \u000b \uFEFF', []],
    ['\u000b', ['unknown \u000b !malformed']],
    ['a Ünï _1$ a.b', ['word a', 'word Ünï', 'word _1$', 'word a', 'operator .', 'word b']],
    ["'a''b' 'a\\'", ["string 'a''b'", "string 'a\\'"]],
    ['"a""b" `a``b` [a[b]', ['name "a""b"', 'name `a``b`', 'name [a[b]']],
    ["'a", ["string 'a !never closed"]],
    ['"a""', ['name "a"" !never closed']],
    ['[a', ['name [a !never closed']],
    ["x'00' X'' x", ["blob x'00'", "blob X''", 'word x']],
    ["x'0' x'0g' x'0", ["blob x'0' !malformed", "blob x'0g' !malformed", "blob x'0 !never closed"]],
    [
      '1 1.5 .5 5. 1e3 1.5E-3',
      ['number 1', 'number 1.5', 'number .5', 'number 5.', 'number 1e3', 'number 1.5E-3'],
    ],
    ['0xFf 1_000 0x1_f 1_0.0_1e1_0', ['number 0xFf', 'number 1_000', 'number 0x1_f', 'number 1_0.0_1e1_0']],
    [
      '1a 1_ 0x 1._1 1e',
      [
        'number 1a !malformed',
        'number 1_ !malformed',
        'number 0x !malformed',
        'number 1._1 !malformed',
        'number 1e !malformed',
      ],
    ],
    [
      '? ?12 :a @b $c #d',
      ['parameter ?', 'parameter ?12', 'parameter :a', 'parameter @b', 'parameter $c', 'parameter #d'],
    ],
    [
      '$a::b $a(b) $a(b c)',
      ['parameter $a::b', 'parameter $a(b)', 'parameter $a(b !malformed', 'word c', 'operator )'],
    ],
    [
      '@ : ::',
      [
        'parameter @ !malformed',
        'parameter : !malformed',
        'parameter : !malformed',
        'parameter : !malformed',
      ],
    ],
    [
      'a->>b->c||d<<e',
      [
        'word a',
        'operator ->>',
        'word b',
        'operator ->',
        'word c',
        'operator ||',
        'word d',
        'operator <<',
        'word e',
      ],
    ],
    [
      '<= <> != == >= >> ! ^',
      [
        'operator <=',
        'operator <>',
        'operator !=',
        'operator ==',
        'operator >=',
        'operator >>',
        'unknown ! !malformed',
        'unknown ^ !malformed',
      ],
    ],
    ['a--b\nc/*d*/e/* /* */f', ['word a', 'word c', 'word e', 'word f']],
    ['5--1\r2\n3', ['number 5', 'number 3']],
    ['a /* b', ['word a']],
    ['a /*', ['word a', 'operator /', 'operator *']],
    ['a -- b', ['word a']],
  ])('%j', (text, expected) => {
    expect(tokens(text, LEXER)).toEqual(expected);
  });
});

describe('with other rules', () => {
  const lexer = createLexer(MYSQL);

  test.each([
    ["'a\\'b' 'a\\\\'", ["string 'a\\'b'", "string 'a\\\\'"]],
    ['"a\\"b""c" `a\\`', ['string "a\\"b""c"', 'name `a\\`']],
    ["'a\\'", ["string 'a\\' !never closed"]],
    ['a # b\nc', ['word a', 'word c']],
    ['5--1', ['number 5', 'operator -', 'operator -', 'number 1']],
    ['5-- 1\n2 --', ['number 5', 'number 2']],
    ['a <=> b := @c', ['word a', 'operator <=>', 'word b', 'operator :=', 'parameter @c']],
  ])('%j', (text, expected) => {
    expect(tokens(text, lexer)).toEqual(expected);
  });

  test('comments are found between tokens', () => {
    const text = ' # a\n/* b */ -- c\n';
    const found = lexer.commentsIn(text, 0, text.length).map(({ start, end }) => text.slice(start, end));
    expect(found).toEqual(['# a', '/* b */', '-- c']);
  });
});
