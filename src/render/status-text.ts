import { withoutCodeMarks } from '../lib/code.ts';
import type { Verdict } from '../model/verdict.ts';
import { clip, visibleLine } from './visible.ts';
import { VERDICT_WORD } from './words.ts';

/** GitHub refuses longer descriptions of a commit status. */
const LONGEST = 140;

/** The verdict and its weightiest reason on one line. */
export function statusText({ outcome, reasons }: Verdict): string {
  const more = reasons.length - 1;
  const tail = more > 0 && outcome !== 'go' ? ` (+${more} more)` : '';
  const first = visibleLine(withoutCodeMarks(reasons[0]?.text ?? ''));
  return clip(`${VERDICT_WORD[outcome]}: ${first}`, LONGEST - tail.length) + tail;
}
