/**
 * The text with another delimiter than the semicolon as one, byte for byte in the same place, so that offsets stay
 * those of the file. Delimiters are ASCII.
 */
export function withSemicolons(text: string, delimiter: RegExp): string {
  return text.replace(delimiter, (found) => `;${' '.repeat(Math.max(0, found.length - 1))}`);
}

/** A delimiter as people write it, in a pattern; a word counts only at the end of a line. */
export function delimiterPattern(written: string): RegExp {
  const literal = written.trim().replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return /^\w/.test(written.trim())
    ? new RegExp(`\\b${literal}(?=[ \\t]*$)`, 'gim')
    : new RegExp(`${literal}(?=[ \\t]*$)`, 'gim');
}
