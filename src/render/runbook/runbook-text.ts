import type { Runbook } from '../../model/runbook.ts';
import { heading } from '../nodes.ts';
import { inkFor } from '../terminal/ink.ts';
import { chaptersOf } from './chapters.ts';
import { WHOLE } from './part.ts';
import { topNodes } from './sections/top.ts';
import { blockLines } from './terminal/block-lines.ts';

/** How a terminal shows it. */
export interface Look {
  readonly color: boolean;
  /** Columns. */
  readonly width: number;
}

/** The runbook for a terminal. Ends with a line break. */
export function runbookText(runbook: Runbook, look: Look): string {
  const nodes = [
    ...topNodes(runbook),
    ...chaptersOf(runbook).flatMap((chapter) => [heading(2, chapter.title), ...chapter.nodes(WHOLE)]),
  ];
  return `${blockLines(nodes, inkFor(look)).join('\n')}\n`;
}
