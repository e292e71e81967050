/** A word, a sign or a name in quotes, with its place in the line. */
export interface Token {
  readonly text: string;
  /** Without quotes; equal to `text` for others. */
  readonly name: string;
  readonly isName: boolean;
  /** From 0, in UTF-16 units; `end` is exclusive. */
  readonly start: number;
  readonly end: number;
}

const TOKEN = /"((?:[^"]|"")+)"|[\p{L}_][\p{L}\p{N}_$]*|\d+|[^\s]/gu;

/** The line in tokens; blanks separate and are left out. */
export function tokensOf(line: string): Token[] {
  return [...line.matchAll(TOKEN)].map((match) => {
    const [text, quoted] = match;
    const name = quoted === undefined ? text : quoted.replaceAll('""', '"');
    const isName = quoted !== undefined || /^[\p{L}_]/u.test(text);
    return { text, name, isName, start: match.index, end: match.index + text.length };
  });
}
