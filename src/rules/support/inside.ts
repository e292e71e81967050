import { code } from '../../lib/code.ts';
import { listInWords } from '../../lib/list-in-words.ts';
import { namedInside } from '../../model/inner-statement.ts';
import type { InnerStatement, Statement } from '../../model/statement.ts';
import { distinct } from './words.ts';

/** Where in a block it happens: its line, where there is one, and the words that say so. */
export interface Inside {
  /** Null where nobody knows, where it is several, or where it is in a function, which stands elsewhere. */
  readonly line: number | null;
  readonly evidence: readonly string[];
}

/** The statement of a block or function that a finding about the object means; nothing where there is neither. */
export function insideOf(statement: Statement, object: string): Inside {
  const { named, possible } = namedInside(statement, object);
  const [only, ...others] = named;
  const line = only?.function === undefined && others.length === 0 ? (only?.line ?? null) : null;
  const evidence = named.map((each) => `${placeOf(each)}: ${code(each.summary)}`);
  return { line, evidence: [...evidence, ...possibleInWords(possible)] };
}

function placeOf({ line, function: routine, path }: InnerStatement): string {
  if (routine === undefined) return `Line ${line ?? 1} of the block`;
  const inside = `inside ${code(routine)}`;
  return path === undefined ? inside : `${code(path)} line ${line ?? 1}, ${inside}`;
}

/** Each body that puts statements together, with its lines where they are known. */
function possibleInWords(possible: readonly InnerStatement[]): string[] {
  return distinct(possible.map((each) => each.function ?? '')).map((routine) => {
    const here = possible.filter((each) => (each.function ?? '') === routine);
    const lines = here.flatMap(({ line }) => (line === null ? [] : [String(line)]));
    const where = lines.length === 0 ? '' : `, in line ${listInWords(lines)}`;
    const who = routine === '' ? 'The block' : code(routine);
    return `${who} puts statements together when it runs${where}, so that none can be named`;
  });
}
