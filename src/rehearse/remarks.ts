import type { Migration } from '../model/migration.ts';
import type { Remark } from '../model/remark.ts';
import type { Script, SqlComment } from '../model/statement.ts';

/** `transaction` is an instruction for the reading of files, and is taken there. */
const ADDRESSED = /^holdpoint:\s*(?!transaction\b)([^]*)$/i;

/** The comments of a script that are addressed to Holdpoint, with what they stand at. */
export function remarksIn(script: Script, { version }: Pick<Migration, 'version'>): Remark[] {
  const { path, comments = [] } = script;
  return comments.flatMap((comment, index) => {
    const text = ADDRESSED.exec(comment.text)?.[1];
    if (text === undefined) return [];
    const place = { version, path, line: comment.line, text: text.replace(/\s+/g, ' ').trim() };
    return [{ ...place, ...placeOf(comment, comments.slice(index + 1), script) }];
  });
}

type RemarkPlace = Pick<Remark, 'statement' | 'leads'>;

/** A comment is about the statement on its line, else about the next one; at the top, apart from it, about the file. */
function placeOf(comment: SqlComment, later: readonly SqlComment[], { statements }: Script): RemarkPlace {
  const spans = statements.map(({ span }) => ({ line: span.line, endLine: span.endLine }));
  const leads = spans.every(({ line }) => line >= comment.line);
  const around = spans.findLast(({ line, endLine }) => line <= comment.endLine && comment.line <= endLine);
  if (around !== undefined) return { statement: around, leads };
  const next = spans.find(({ line }) => line > comment.endLine);
  if (leads && (next === undefined || next.line > blockEnd(comment, later) + 1)) return WHOLE_FILE;
  return { statement: next ?? NOTHING, leads };
}

const WHOLE_FILE: RemarkPlace = { statement: null, leads: true };

/** After the last statement: about none. */
const NOTHING = { line: 0, endLine: 0 };

/** The last line of the comments that follow without an empty line between them. */
function blockEnd(comment: SqlComment, later: readonly SqlComment[]): number {
  let end = comment.endLine;
  for (const next of later) {
    if (next.line > end + 1) break;
    end = Math.max(end, next.endLine);
  }
  return end;
}
