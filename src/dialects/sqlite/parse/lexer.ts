import { createLexer } from '../../lexer/create-lexer.ts';

/** SQLite's tokens: https://sqlite.org/lang_expr.html and `src/tokenize.c`. */
export const LEXER = createLexer({
  nameQuotes: new Map([
    ['"', '"'],
    ['`', '`'],
    ['[', ']'],
  ]),
  stringQuotes: new Set(["'"]),
  backslashEscapes: false,
  hashComments: false,
  dashesNeedBlank: false,
  parameterMarks: '$@:#',
  longOperators: ['->>', '->', '||', '<<', '<=', '<>', '>>', '>=', '==', '!='],
});
