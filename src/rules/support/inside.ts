import { code } from '../../lib/code.ts';
import { listInWords } from '../../lib/list-in-words.ts';
import { namedInside } from '../../model/inner-statement.ts';
import type { Statement } from '../../model/statement.ts';

/** Where in a block it happens: its line, where there is one, and the words that say so. */
export interface Inside {
  /** Null where nobody knows, or where it is several. */
  readonly line: number | null;
  readonly evidence: readonly string[];
}

/** The statement of a block that a finding about the object means; nothing for a statement that is no block. */
export function insideOf(statement: Statement, object: string): Inside {
  const { named, possible } = namedInside(statement, object);
  const [only, ...others] = named;
  const line = only !== undefined && others.length === 0 ? only.line : null;
  const evidence = named.map((each) => `Line ${each.line} of the block: ${code(each.summary)}`);
  if (possible.length === 0) return { line, evidence };
  const lines = listInWords(possible.map((each) => String(each.line)));
  const words = `The block puts statements together when it runs, in line ${lines}, so that none can be named`;
  return { line, evidence: [words] };
}
