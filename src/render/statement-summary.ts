import type { Statement } from '../model/statement.ts';
import { clip, visibleLine } from './visible.ts';

const LONGEST = 80;

/** The statement in a few words, for a table cell. */
export function statementSummary(statement: Statement): string {
  return clip(visibleLine(statement.kind === 'readable' ? statement.summary : statement.sql), LONGEST);
}
