import type { RootContent } from 'mdast';
import type { Reason, Verdict } from '../../model/verdict.ts';
import type { Inline } from '../nodes.ts';
import { heading, list, name, paragraph, strong } from '../nodes.ts';
import { prose } from '../prose.ts';
import type { Names } from '../prose.ts';
import { VERDICT_SYMBOL, VERDICT_WORD } from '../words.ts';

const MOST_REASONS = 3;

/** The verdict, its weightiest reasons and the next step: short enough for a telephone. */
export function headline({ outcome, reasons, next }: Verdict, names: Names): RootContent[] {
  const shown = reasons.slice(0, MOST_REASONS).map((reason) => reasonLine(reason, names));
  const more = reasons.length - shown.length;
  if (more > 0) shown.push([`and ${more} more below`]);
  return [
    heading(2, `${VERDICT_SYMBOL[outcome]} Holdpoint: ${VERDICT_WORD[outcome]}`),
    ...list(shown),
    paragraph(strong('Next:'), ' ', ...prose(next, names)),
  ];
}

/** The sentence and where it belongs. */
function reasonLine({ text, path, line }: Reason, names: Names): Inline[] {
  const sentence = prose(text, names);
  if (path === null) return sentence;
  return [...sentence, ' · ', name(line === null ? path : `${path}:${line}`)];
}
