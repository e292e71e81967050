/** A piece of SQL as SQLite keeps it in its schema. */
export interface Token {
  readonly kind: 'word' | 'quoted' | 'string' | 'other';
  /** As it stands there. */
  readonly text: string;
  /** A word in capitals, to be compared with keywords; empty for everything else. */
  readonly keyword: string;
  readonly afterSpace: boolean;
}

const SPACE = /(?:\s+|--[^\n]*|\/\*[^]*?(?:\*\/|$))*/y;

/** A string comes first, since a blob begins with a letter. Halves of characters beyond the plane are letters too. */
const TOKEN =
  /([xX]?'(?:[^']|'')*')|([A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*)|("(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\])|\d[\w.]*|<>|<=|>=|==|!=|\|\||->>|->|<<|>>|[^]/y;

/** Takes text apart; comments and white space go. */
export function tokensOf(sql: string): readonly Token[] {
  const tokens: Token[] = [];
  for (let at = 0; ;) {
    SPACE.lastIndex = at;
    SPACE.test(sql);
    const start = Math.max(SPACE.lastIndex, at);
    TOKEN.lastIndex = start;
    const match = TOKEN.exec(sql);
    if (match === null) return tokens;
    tokens.push(tokenIn(match, start > at));
    at = TOKEN.lastIndex;
  }
}

function tokenIn([text, string, word, quoted]: readonly (string | undefined)[], afterSpace: boolean): Token {
  const kind =
    word !== undefined ? 'word' : quoted !== undefined ? 'quoted' : string !== undefined ? 'string' : 'other';
  return { kind, text: text ?? '', keyword: word?.toUpperCase() ?? '', afterSpace };
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
