import type { BlockContent } from 'mdast';
import type { Script } from '../../model/runbook.ts';
import { fence, list, name, strong, type Inline } from '../nodes.ts';
import { prose } from '../prose.ts';

/** What a person runs: first where and how and what witnessed it, then the script itself. */
export function scriptNodes({ language, text, where, how, witness }: Script): BlockContent[] {
  return [
    ...list([
      [strong('Where:'), ' ', ...prose(where)],
      [strong('How:'), ' ', ...howNodes(how)],
      [strong('Tried:'), ' ', ...prose(witness ?? 'not run here.')],
    ]),
    fence(language, text),
  ];
}

/** A command is code; a sentence begins with a capital letter or marks its code itself. */
function howNodes(how: string): Inline[] {
  return /^[a-z./]/.test(how) && !how.includes('`') ? [name(how)] : prose(how);
}
