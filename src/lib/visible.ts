/** Controls, direction marks, tags and other characters that change how text is read without being seen. */
const UNSEEN = /(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu;

/** Several lines, with every unseen character written out: `U+202E`. Line breaks and tabs stay. */
export function visibleLines(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(UNSEEN, (character) => `U+${hexadecimal(character)}`);
}

/** One line, with every unseen character written out and white space collapsed. */
export function visibleLine(text: string): string {
  return visibleLines(text).replace(/\s+/gu, ' ').trim();
}

/** At most `length` characters; what is cut is marked by an ellipsis. */
export function clip(text: string, length: number): string {
  if (text.length <= length) return text;
  const kept = text.slice(0, length - 1);
  return `${/[\ud800-\udbff]$/.test(kept) ? kept.slice(0, -1) : kept}…`;
}

function hexadecimal(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
}
