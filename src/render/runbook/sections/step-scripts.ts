import type { RootContent } from 'mdast';
import type { RunbookPhase } from '../../../model/runbook.ts';
import { heading } from '../../nodes.ts';
import { prose } from '../../prose.ts';
import { scriptNodes } from '../script-nodes.ts';
import { STAGE_WORD } from '../stage-words.ts';

/** The scripts of the steps, each under the number it has in the table. */
export function stepScripts({ stage, steps }: Pick<RunbookPhase, 'stage' | 'steps'>): RootContent[] {
  return steps.flatMap(({ title, script }, index) =>
    script === null
      ? []
      : [heading(4, `${STAGE_WORD[stage]} ${index + 1}: `, ...prose(title)), ...scriptNodes(script)],
  );
}
