import type { FoundFile } from '../../model/code-ports.ts';
import type { CodeReference, ComponentId } from '../../model/surroundings.ts';
import { columnUse } from './column-use.ts';
import { isTest } from './left-out.ts';
import { tableUse } from './table-use.ts';
import type { Wanted } from './wanted.ts';

/** A line that nobody wrote by hand. */
const LONGEST_LINE = 2000;
const LONGEST_TEXT = 160;

const COMMENT = /^\s*(?:\/\/|\/\*|\*|#(?!\{|include)|--|<!--|%)/;

export type Found = Omit<CodeReference, 'side'>;

/** Lines of a file that name the object, each once. */
export function referencesIn(file: FoundFile, wanted: Wanted, component: ComponentId): Found[] {
  const { contract, found } = wanted;
  const hits = linesWith(file.text, found);
  if (hits.length === 0) return [];
  const lines = file.text.split('\n');
  const isFarFromSql = component === 'frontend' || component === 'mobile';
  const isSure = contract.column === null ? tableUse(wanted) : columnUse(lines, wanted, isFarFromSql);
  return hits.flatMap(({ index, form }) => {
    const line = lines[index] ?? '';
    if (line.length > LONGEST_LINE) return [];
    const speaks = COMMENT.test(line) || isTest(file.path) || wanted.ambiguous.has(form);
    const certainty = !speaks && isSure(lines, index, form) ? 'sure' : 'likely';
    const text = line.trim().slice(0, LONGEST_TEXT);
    return [{ object: contract.object, path: file.path, line: index + 1, text, form, component, certainty }];
  });
}

interface HitLine {
  readonly index: number;
  readonly form: string;
}

/** The first form on each line that holds one. */
function linesWith(text: string, found: RegExp): HitLine[] {
  const hits: HitLine[] = [];
  let at = 0;
  let index = 0;
  for (const match of text.matchAll(found)) {
    for (
      let next = text.indexOf('\n', at);
      next !== -1 && next < match.index;
      next = text.indexOf('\n', at)
    ) {
      index += 1;
      at = next + 1;
    }
    if (hits.at(-1)?.index !== index) hits.push({ index, form: match[0] });
  }
  return hits;
}
