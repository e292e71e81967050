import type { TextHints } from '../../rows/sample-texts.ts';
import { nameIn, tokensOf, type Token } from '../catalog/tokens.ts';

/** No condition has a say: the plainest value will do. */
export const NO_HINTS: TextHints = { choice: false, strings: [], numbers: [] };

/** The constants of conditions; values near them have a chance to satisfy the conditions. */
export function hintsIn(conditions: readonly string[]): TextHints {
  if (conditions.length === 0) return NO_HINTS;
  const tokens = conditions.flatMap((condition) => tokensOf(condition));
  const strings = tokens.flatMap((token, at) => stringIn(token, tokens[at - 1]) ?? []);
  const numbers = tokens.map(({ text }) => text).filter((text) => /^\d/.test(text));
  const written = strings.filter((text) => /^-?\d+(?:\.\d+)?$/.test(text));
  return {
    choice: true,
    strings: [...new Set(strings)],
    numbers: [...new Set([...numbers, ...written].map((text) => Number(text.replaceAll('_', ''))))].filter(
      Number.isFinite,
    ),
  };
}

/** A constant; what stands in double quotes is one where no column has the name. */
function stringIn(token: Token, before: Token | undefined): string | null {
  if (token.kind === 'quoted' && token.text.startsWith('"')) return nameIn(token);
  if (token.kind !== 'string' || /^x/i.test(token.text)) return null;
  const text = nameIn(token);
  return before?.keyword === 'GLOB' ? globAsRegularExpression(text) : text;
}

/** https://www.sqlite.org/lang_expr.html#the_like_glob_regexp_match_and_extract_operators */
function globAsRegularExpression(pattern: string): string {
  const parts = pattern.match(/\[\^?\]?[^\]]*\]|[^]/g) ?? [];
  const inside = parts.map((part) => {
    if (part.length > 1) return part;
    if (part === '*') return '.*';
    return part === '?' ? '.' : part.replace(/[\\^$.+(){}|[]/, String.raw`\$&`);
  });
  return `^${inside.join('')}$`;
}
