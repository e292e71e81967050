/** A piece of SQL as SQLite keeps it in its schema. */
export interface Token {
  readonly kind: 'word' | 'quoted' | 'string' | 'other';
  /** As it stands there. */
  readonly text: string;
  /** A word in capitals, to be compared with keywords; empty for everything else. */
  readonly keyword: string;
  readonly afterSpace: boolean;
}

/** Looked at in one piece, so that no part of a comment is given back as a token. */
const SPACE = String.raw`(?=(?<space>(?:\s|--[^\n]*|/\*[^]*?(?:\*/|$))*))\k<space>`;
const PIECES = [
  String.raw`(?<word>[\p{L}_\u0080-\uffff][\p{L}\p{N}_$\u0080-\uffff]*)`,
  String.raw`(?<quoted>"(?:[^"]|"")*"|\u0060(?:[^\u0060]|\u0060\u0060)*\u0060|\[[^\]]*\])`,
  String.raw`(?<string>[xX]?'(?:[^']|'')*')`,
  String.raw`(?<other>\d[\w.]*|<>|<=|>=|==|!=|\|\||->>|->|<<|>>|[^])`,
];

const KINDS = ['word', 'quoted', 'string', 'other'] as const;

/** Words that a blob literal begins with are tried after it. */
const TOKEN = new RegExp(`${SPACE}(?:${[PIECES[2], PIECES[0], PIECES[1], PIECES[3]].join('|')})`, 'uy');

/** Takes text apart; comments and white space go. */
export function tokensOf(sql: string): readonly Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(sql); match !== null; match = TOKEN.exec(sql)) {
    const token = tokenIn(match.groups ?? {});
    if (token !== null) tokens.push(token);
  }
  return tokens;
}

function tokenIn(groups: Readonly<Record<string, string | undefined>>): Token | null {
  const kind = KINDS.find((each) => groups[each] !== undefined);
  const text = groups[kind ?? ''] ?? '';
  if (kind === undefined) return null;
  return {
    kind,
    text,
    keyword: kind === 'word' ? text.toUpperCase() : '',
    afterSpace: groups['space'] !== '',
  };
}

/** The name that a token is, without its quotes. */
export function nameIn({ kind, text }: Token): string {
  if (kind === 'word' || kind === 'other') return text;
  const inside = text.slice(1, -1);
  const quote = text.charAt(0);
  return quote === '[' ? inside : inside.replaceAll(quote + quote, quote);
}

/** Tokens as one text, with one blank where there was any space. */
export function textOf(tokens: readonly Token[]): string {
  return tokens.map(({ text, afterSpace }, at) => (afterSpace && at > 0 ? ` ${text}` : text)).join('');
}

/** The address after the parenthesis that closes the one at `open`. */
export function afterClosing(tokens: readonly Token[], open: number): number {
  let depth = 0;
  for (let at = open; at < tokens.length; at++) {
    if (tokens[at]?.text === '(') depth++;
    if (tokens[at]?.text === ')' && --depth === 0) return at + 1;
  }
  return tokens.length;
}

/** Parts between commas that stand in no parentheses. */
export function partsOf(tokens: readonly Token[]): readonly (readonly Token[])[] {
  const parts: Token[][] = [[]];
  for (let at = 0; at < tokens.length;) {
    const token = tokens[at];
    const end = token?.text === '(' ? afterClosing(tokens, at) : at + 1;
    if (token?.text === ',') parts.push([]);
    else parts.at(-1)?.push(...tokens.slice(at, end));
    at = end;
  }
  return parts;
}
