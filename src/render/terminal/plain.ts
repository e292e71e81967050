import { withoutCodeMarks } from '../../lib/code.ts';
import { visibleLine } from '../visible.ts';

/** A sentence for a terminal: one line, unseen characters written out, code shown plainly. */
export function plain(sentence: string): string {
  return withoutCodeMarks(visibleLine(sentence));
}
