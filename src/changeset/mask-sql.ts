const COMMENT = /--[^\n]*|\/\*[^]*?(?:\*\/|$)/g;
const QUOTED = /'[^']*(?:''[^']*)*(?:'|$)|"[^"]*(?:""[^"]*)*(?:"|$)/g;

/** The text with comments as spaces, character for character; nested comments and quotes are not looked into. */
export function maskComments(text: string): string {
  return text.replace(COMMENT, (comment) => ' '.repeat(comment.length));
}

/** The text without comments, strings and quoted names: what is left are words of the language. */
export function bareWords(text: string): string {
  return text.replace(COMMENT, ' ').replace(QUOTED, ' ');
}

const DOLLAR_QUOTED = /(\$\w*\$)[^]*?(?:\1|$)/g;

/** Roughly the statements of a text, without comments, strings and bodies; enough to count them and see their verbs. */
export function roughStatements(text: string): string[] {
  const bare = bareWords(text.replace(COMMENT, ' ').replace(DOLLAR_QUOTED, "''"));
  return bare
    .split(';')
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '');
}

const COMMENT_OR_STRING = /--[^\n]*|\/\*[^]*?(?:\*\/|$)|'[^']*(?:''[^']*)*(?:'|$)/g;
const COMMENT_STRING_OR_BODY = new RegExp(`${COMMENT_OR_STRING.source}|(\\$\\w*\\$)[^]*?(?:\\1|$)`, 'g');

/** The text with comments and strings as spaces, unit for unit. */
export function maskLiterals(text: string): string {
  return text.replace(COMMENT_OR_STRING, (found) => ' '.repeat(found.length));
}

/** The text with comments, strings and dollar-quoted bodies as spaces, unit for unit. */
export function maskBodies(text: string): string {
  return text.replace(COMMENT_STRING_OR_BODY, (found) => ' '.repeat(found.length));
}

/** The text without comments; what looks like one inside of a string stays. */
export function withoutComments(text: string): string {
  return text.replace(COMMENT_OR_STRING, (found) => (found.startsWith("'") ? found : ' '));
}
