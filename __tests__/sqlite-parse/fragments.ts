import fc from 'fast-check';
import { ALTER_AND_DROP } from './expected/alter-and-drop.ts';
import { CREATE } from './expected/create.ts';
import { ROWS } from './expected/rows.ts';
import { SESSION } from './expected/session.ts';

/** Statements that SQLite takes. */
const KNOWN: readonly string[] = [ALTER_AND_DROP, CREATE, ROWS, SESSION].flat().map(([sql]) => sql);

/** One of them. */
export const known = fc.constantFrom(...KNOWN);

const TOKENS = /'(?:[^']|'')*'|"[^"]*"|\[[^\]]*\]|\w+|\s+|->>|->|\|\||[<>=!]=|./gs;
const WORDS = [...new Set(KNOWN.flatMap(tokensOf))].filter((word) => /\S/.test(word));
const ODD = [
  '',
  ' ',
  '\u000b',
  '\uFEFF',
  '\u00a0',
  '--',
  '/*',
  '*/',
  "'",
  '"',
  '`',
  '[',
  ']',
  '#',
  '\\',
  '^',
  'ß',
  '😀',
];
const ODD_WORDS = ['_', '1a', '0x', '1_0', '.5', '$', ':', '@a', '$a(b)', '$a::b', "x'0'", "X'00'", 'ſelect'];

/** A word of SQL, or something odd. */
const word = fc.constantFrom(...WORDS, ...ODD, ...ODD_WORDS);

interface Edit {
  readonly place: number;
  readonly from: number;
  readonly change: 'leave out' | 'insert' | 'replace' | 'swap' | 'cut' | 'graft';
  readonly word: string;
  readonly other: string;
}

const edit: fc.Arbitrary<Edit> = fc.record({
  place: fc.nat(),
  from: fc.nat(),
  change: fc.constantFrom('leave out', 'insert', 'replace', 'swap', 'cut', 'graft'),
  word,
  other: known,
});

/** A statement that SQLite takes, with a change or two that it may not take. */
export const spoiled: fc.Arbitrary<string> = fc
  .tuple(known, fc.array(edit, { minLength: 1, maxLength: 2 }))
  .map(([sql, edits]) => edits.reduce(edited, tokensOf(sql)).join(''));

function tokensOf(sql: string): string[] {
  return sql.match(TOKENS) ?? [];
}

function edited(tokens: string[], { place, from, change, word: inserted, other }: Edit): string[] {
  if (tokens.length === 0) return [inserted];
  const at = place % (tokens.length + 1);
  switch (change) {
    case 'leave out':
      return tokens.toSpliced(at, 1);
    case 'insert':
      return tokens.toSpliced(at, 0, ` ${inserted} `);
    case 'replace':
      return tokens.toSpliced(at, 1, inserted);
    case 'swap':
      return tokens.with(at % tokens.length, tokens[from % tokens.length] ?? '');
    case 'cut':
      return tokens.slice(0, at);
    case 'graft': {
      const others = tokensOf(other);
      const start = from % others.length;
      return tokens.toSpliced(at, 0, ' ', ...others.slice(start, start + 6), ' ');
    }
  }
}

/** Nothing but words. */
export const words = fc.array(word, { maxLength: 30 }).map((all) => all.join(' '));

/** Any characters but NUL, which ends a text for SQLite and makes a file defective for us. */
export const characters = fc
  .string({ unit: 'binary', maxLength: 60 })
  .map((text) => text.replaceAll('\0', ''));
