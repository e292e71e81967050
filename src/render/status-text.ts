import { withoutCodeMarks } from '../lib/code.ts';
import { countOf } from '../lib/count-of.ts';
import { inForce } from './in-force.ts';
import type { Verdict } from '../model/verdict.ts';
import { clip, visibleLine } from './visible.ts';
import { VERDICT_WORD } from './words.ts';

/** GitHub refuses longer descriptions of a commit status. */
const LONGEST = 140;

/** The verdict and its weightiest reason on one line. */
export function statusText({ outcome, reasons, ledger }: Verdict): string {
  const more = reasons.length - 1;
  const overruled = inForce(ledger).length;
  const tail = [
    ...(more > 0 && outcome !== 'go' ? [`+${more} more`] : []),
    ...(overruled > 0 ? [`${countOf(overruled, 'rule')} overruled`] : []),
  ].join(', ');
  const first = visibleLine(withoutCodeMarks(reasons[0]?.text ?? ''));
  return (
    clip(`${VERDICT_WORD[outcome]}: ${first}`, LONGEST - (tail === '' ? 0 : tail.length + 3)) +
    (tail === '' ? '' : ` (${tail})`)
  );
}
