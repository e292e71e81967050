import { code, codes } from '../lib/code.ts';
import { countOf } from '../lib/count-of.ts';
import { listInWords } from '../lib/list-in-words.ts';
import { contractsOf } from '../model/contract.ts';
import { COMPONENTS, type CodeReference } from '../model/surroundings.ts';
import { proved, type Answer, type Seen } from './question.ts';

const MOST_FILES = 3;
const MOST_OBJECTS = 4;

/** What the search for code answers; null where nothing was searched for, or it could not be. */
export function codePathsFound({ rehearsal, surroundings }: Seen): Answer | null {
  const contracts = contractsOf(rehearsal);
  const search = surroundings?.references ?? null;
  if (search === null || contracts.length === 0) return null;
  const { unsearched, references, files } = search;
  // Where there is no code, it lives elsewhere.
  if (unsearched !== null || files === 0) return null;
  const objects = listInWords(codes(contracts.map(({ object }) => object)), MOST_OBJECTS);
  const sure = references.filter(({ certainty }) => certainty === 'sure');
  if (sure.length === 0)
    return proved(`No line of ${countOf(files, 'file')} surely uses ${objects}.${maybe(references)}`);
  const parts = COMPONENTS.flatMap((component) => {
    const paths = [...new Set(sure.filter((each) => each.component === component).map(({ path }) => path))];
    return paths.length === 0 ? [] : [`${component} ${listInWords(codes(paths), MOST_FILES)}`];
  });
  return proved(`Code that uses ${objects}: ${parts.join('; ')}.${maybe(references)}`);
}

function maybe(references: readonly CodeReference[]): string {
  const likely = references.filter(({ certainty, side }) => certainty === 'likely' && side === 'head');
  const [first] = likely;
  if (first === undefined) return '';
  return ` ${countOf(likely.length, 'line')} may mean it, the first in ${code(`${first.path}:${first.line}`)}.`;
}
