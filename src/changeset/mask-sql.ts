const COMMENT = /--[^\n]*|\/\*[^]*?(?:\*\/|$)/g;
const QUOTED = /'(?:[^']|'')*(?:'|$)|"(?:[^"]|"")*(?:"|$)/g;

/** The text with comments as spaces, character for character; nested comments and quotes are not looked into. */
export function maskComments(text: string): string {
  return text.replace(COMMENT, (comment) => ' '.repeat(comment.length));
}

/** The text without comments, strings and quoted names: what is left are words of the language. */
export function bareWords(text: string): string {
  return text.replace(COMMENT, ' ').replace(QUOTED, ' ');
}
