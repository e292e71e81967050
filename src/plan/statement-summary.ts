import { clip, visibleLine } from '../lib/visible.ts';
import type { Statement } from '../model/statement.ts';

const LONGEST = 80;

/** The statement in a few words, on one line. */
export function statementSummary(statement: Statement): string {
  return clip(visibleLine(statement.kind === 'readable' ? statement.summary : statement.sql), LONGEST);
}
