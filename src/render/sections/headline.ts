import type { RootContent } from 'mdast';
import type { StandingOverride } from '../../model/docket.ts';
import { pathWithin } from '../../model/place.ts';
import type { Reason } from '../../model/reason.ts';
import type { Verdict } from '../../model/verdict.ts';
import type { Inline } from '../nodes.ts';
import { heading, list, name, paragraph, strong } from '../nodes.ts';
import { inForce } from '../in-force.ts';
import { prose } from '../prose.ts';
import { VERDICT_SYMBOL, VERDICT_WORD } from '../words.ts';

const MOST_REASONS = 3;

/** The verdict, its weightiest reasons and the next step: short enough for a telephone. */
export function headline({ folder, outcome, reasons, next, ledger }: Verdict): RootContent[] {
  const shown = reasons.slice(0, MOST_REASONS).map((reason) => reasonLine(reason, folder));
  const more = reasons.length - shown.length;
  if (more > 0) shown.push([`and ${more} more below`]);
  return [
    heading(2, `${VERDICT_SYMBOL[outcome]} Holdpoint: ${VERDICT_WORD[outcome]}`),
    ...list([...shown, ...inForce(ledger).map(overrideLine)]),
    paragraph(strong('Next:'), ' ', ...prose(next)),
  ];
}

/** Who took which responsibility: nobody must miss it. */
function overrideLine({ rule, object, by, until, because }: StandingOverride): Inline[] {
  const about = object === null ? [] : [' on ', name(object)];
  return [
    'Overruled until ',
    `${until}: `,
    name(rule),
    ...about,
    ', by ',
    name(by),
    ', because ',
    ...prose(because),
  ];
}

/** The sentence and where it belongs. */
function reasonLine({ text, path, line }: Reason, folder: string): Inline[] {
  const sentence = prose(text);
  if (path === null) return sentence;
  const file = pathWithin(folder, path);
  return [...sentence, ' · ', name(line === null ? file : `${file}:${line}`)];
}
