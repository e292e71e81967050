import type { RootContent } from 'mdast';
import type { Runbook } from '../../../model/runbook.ts';
import type { Part } from '../part.ts';
import { tableOf } from '../table-of.ts';

/** What this change does that has hurt others, and what to do instead. */
export const ANTI_PATTERNS: Part = {
  id: 'anti-patterns',
  title: 'Found in this change',
  weight: 55,
  nodes: ({ antiPatterns }: Runbook): RootContent[] =>
    tableOf(antiPatterns, [
      { title: 'Pattern', cell: ({ pattern }) => pattern },
      { title: 'Found', cell: ({ found }) => found },
      { title: 'Instead', cell: ({ instead }) => instead },
    ]),
};
