import type { RootContent } from 'mdast';
import { pathWithin } from '../../model/place.ts';
import type { Plan } from '../../model/plan.ts';
import type { Reason, Verdict } from '../../model/verdict.ts';
import type { Inline } from '../nodes.ts';
import { heading, list, name, paragraph, strong } from '../nodes.ts';
import { onlyFolder } from '../only-folder.ts';
import { prose } from '../prose.ts';
import { VERDICT_SYMBOL, VERDICT_WORD } from '../words.ts';

const MOST_REASONS = 3;

/** The verdict, its weightiest reasons and the next step: short enough for a telephone. */
export function headline(plan: Plan, { outcome, reasons, next }: Verdict): RootContent[] {
  const folder = onlyFolder(plan);
  const shown = reasons.slice(0, MOST_REASONS).map((reason) => reasonLine(reason, folder));
  const more = reasons.length - shown.length;
  if (more > 0) shown.push([`and ${more} more below`]);
  return [
    heading(2, `${VERDICT_SYMBOL[outcome]} Holdpoint: ${VERDICT_WORD[outcome]}`),
    ...list(shown),
    paragraph(strong('Next:'), ' ', ...prose(next)),
  ];
}

/** The sentence and where it belongs. */
function reasonLine({ text, path, line }: Reason, folder: string): Inline[] {
  const sentence = prose(text);
  if (path === null) return sentence;
  const file = pathWithin(folder, path);
  return [...sentence, ' · ', name(line === null ? file : `${file}:${line}`)];
}
