import { nextToken } from './lexer.ts';
import type { Token } from './lexer.ts';

/** One statement's stretch of the text, in UTF-16 units; blanks, comments and the semicolon around it are left out. */
export interface Piece {
  readonly start: number;
  readonly end: number;
  /** Where the next piece is looked for. */
  readonly next: number;
  /** `psql` is a command of the client; `copy-data` is a `COPY … FROM stdin`, with its rows when they follow. */
  readonly form: 'sql' | 'psql' | 'copy-data';
  /** True when a semicolon within parentheses or `BEGIN ATOMIC` was taken as part of the statement. */
  readonly nested: boolean;
}

/** Where the splitter is within one statement. */
interface Progress {
  readonly words: string[];
  last: string;
  parentheses: number;
  blocks: number;
  copiesFromClient: boolean;
}

/** Cuts one text into statements. */
export interface Splitter {
  /**
   * The first statement at or after `from`; null when only blanks and comments are left. With `nesting` false, every
   * semicolon outside of quotes and comments ends the statement: the way to go on after text that cannot be read.
   */
  next(from: number, nesting: boolean): Piece | null;
}

/** A splitter for this text. Reading it from front to back takes time in proportion to its length. */
export function createSplitter(text: string): Splitter {
  const lastRowsEnd = text.lastIndexOf(`\n${END_OF_ROWS}`);
  return {
    next(from, nesting) {
      const piece = findPiece(text, from, nesting);
      if (piece?.form !== 'copy-data' || piece.next > lastRowsEnd + 1) return piece;
      const end = endOfCopiedRows(text, piece.next - 1);
      return end === null ? piece : { ...piece, end, next: end };
    },
  };
}

/** The line that ends the rows of `COPY … FROM stdin`. */
const END_OF_ROWS = '\\.';

function endOfCopiedRows(text: string, from: number): number | null {
  const end = /\n\\\.(?=\r?(?:\n|$))/g;
  end.lastIndex = from;
  return end.test(text) ? end.lastIndex : null;
}

function findPiece(text: string, from: number, nesting: boolean): Piece | null {
  const progress: Progress = { words: [], last: '', parentheses: 0, blocks: 0, copiesFromClient: false };
  let start = -1;
  let end = from;
  let nested = false;
  for (let at = from; ;) {
    const token = nextToken(text, at);
    at = token.end;
    if (token.kind === 'semicolon' && start < 0) continue;
    const form = formAtEnd(token, progress, nesting);
    if (form !== null && form !== 'psql') return start < 0 ? null : { start, end, next: at, form, nested };
    if (start < 0) start = token.start;
    if (form === 'psql') return { start, end: trimmedEnd(text, token), next: at, form, nested };
    nested ||= token.kind === 'semicolon';
    end = token.end;
    follow(progress, token, text);
  }
}

/** What the statement is when this token ends it; null when it goes on. */
function formAtEnd(token: Token, progress: Progress, nesting: boolean): Piece['form'] | null {
  if (token.kind === 'meta') return 'psql';
  if (token.kind === 'end') return 'sql';
  if (token.kind !== 'semicolon' || (nesting && isInside(progress))) return null;
  return progress.copiesFromClient ? 'copy-data' : 'sql';
}

/** Only rule actions and SQL-standard function bodies hold semicolons of their own. */
function isInside(progress: Progress): boolean {
  if (progress.blocks > 0) return true;
  return progress.parentheses > 0 && creates(progress, ['rule']);
}

function follow(progress: Progress, token: Token, text: string): void {
  if (token.kind === 'open') progress.parentheses += 1;
  if (token.kind === 'close') progress.parentheses -= 1;
  if (token.kind !== 'word') {
    progress.last = '';
    return;
  }
  const word = token.end - token.start > 12 ? '' : text.slice(token.start, token.end).toLowerCase();
  if (progress.words.length < 5) progress.words.push(word);
  followBlocks(progress, word);
  if (word === 'stdin' && progress.last === 'from' && progress.words[0] === 'copy') {
    progress.copiesFromClient = true;
  }
  progress.last = word;
}

function followBlocks(progress: Progress, word: string): void {
  if (word === 'atomic' && progress.last === 'begin' && creates(progress, ['function', 'procedure'])) {
    progress.blocks = 1;
  } else if (progress.blocks > 0 && word === 'case') progress.blocks += 1;
  else if (progress.blocks > 0 && word === 'end') progress.blocks -= 1;
}

function creates(progress: Progress, objects: readonly string[]): boolean {
  const [verb, second, third, fourth] = progress.words;
  if (verb !== 'create') return false;
  return objects.includes((second === 'or' && third === 'replace' ? fourth : second) ?? '');
}

/** The end of a client's command, without the blanks after it. */
function trimmedEnd(text: string, token: Token): number {
  let end = token.end;
  while (end > token.start && ' \t\f\v'.includes(text.charAt(end - 1))) end -= 1;
  return end;
}
