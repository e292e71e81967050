import type { Token } from '../../lexer/token.ts';
import { LEXER } from './lexer.ts';

/** One statement's stretch of the text, in UTF-16 units, without blanks, comments and the semicolon around it. */
export interface Piece {
  readonly start: number;
  readonly end: number;
  /** Where the next piece is looked for. */
  readonly next: number;
  readonly tokens: readonly Token[];
}

type State = 'start' | 'normal' | 'explain' | 'create' | 'trigger' | 'semicolon' | 'end';
type Sign = 'semicolon' | 'other' | 'explain' | 'create' | 'temp' | 'trigger' | 'end';

const NORMAL: Readonly<Record<Sign, State>> = {
  semicolon: 'start',
  other: 'normal',
  explain: 'normal',
  create: 'normal',
  temp: 'normal',
  trigger: 'normal',
  end: 'normal',
};
const TRIGGER: typeof NORMAL = {
  semicolon: 'semicolon',
  other: 'trigger',
  explain: 'trigger',
  create: 'trigger',
  temp: 'trigger',
  trigger: 'trigger',
  end: 'trigger',
};

/** The states of `sqlite3_complete()`: only a trigger has semicolons of its own, and it ends with `; END ;`. */
const NEXT: Readonly<Record<State, typeof NORMAL>> = {
  start: { ...NORMAL, explain: 'explain', create: 'create' },
  normal: NORMAL,
  explain: { ...NORMAL, other: 'explain', create: 'create' },
  create: { ...NORMAL, temp: 'create', trigger: 'trigger' },
  trigger: TRIGGER,
  semicolon: { ...TRIGGER, end: 'end' },
  end: { ...TRIGGER, semicolon: 'start' },
};

const SIGNS: ReadonlyMap<string, Sign> = new Map([
  ['explain', 'explain'],
  ['create', 'create'],
  ['temp', 'temp'],
  ['temporary', 'temp'],
  ['trigger', 'trigger'],
  ['end', 'end'],
]);
const LONGEST_SIGN = 'temporary'.length;

/** The first statement at or after `from`; null when only blanks, comments and semicolons are left. */
export function nextPiece(text: string, from: number): Piece | null {
  const tokens: Token[] = [];
  let state: State = 'start';
  for (let at = from; ;) {
    const token = LEXER.nextToken(text, at);
    at = token.end;
    state = NEXT[state][signOf(text, token)];
    const isOver = token.kind === 'end' || state === 'start';
    if (!isOver) tokens.push(token);
    else if (tokens.length > 0 || token.kind === 'end') return pieceOf(tokens, at);
  }
}

function signOf(text: string, { kind, start, end }: Token): Sign {
  if (kind === 'operator') return text.charAt(start) === ';' ? 'semicolon' : 'other';
  if (kind !== 'word' || end - start > LONGEST_SIGN) return 'other';
  return SIGNS.get(text.slice(start, end).toLowerCase()) ?? 'other';
}

function pieceOf(tokens: readonly Token[], next: number): Piece | null {
  const [first, last] = [tokens[0], tokens.at(-1)];
  return first === undefined || last === undefined
    ? null
    : { start: first.start, end: last.end, next, tokens };
}
