import type { RootContent } from 'mdast';
import type { ChecklistItem } from '../../../model/plan.ts';
import type { Runbook } from '../../../model/runbook.ts';
import { strong, taskList, type Task } from '../../nodes.ts';
import { prose } from '../../prose.ts';
import type { Part } from '../part.ts';

/** What must be settled before it begins, each item with its evidence. */
export const READINESS: Part = {
  id: 'readiness',
  title: 'Readiness checklist',
  weight: 100,
  nodes: ({ checklist }: Runbook): RootContent[] =>
    checklist.length === 0 ? [] : taskList(checklist.map(taskOf)),
};

function taskOf({ text, state, evidence }: ChecklistItem): Task {
  return {
    done: state === 'proved',
    children: [
      ...(state === 'failed' ? [strong('Does not hold:'), ' '] : []),
      ...prose(text),
      ...(evidence === '' ? [] : [': ', ...prose(evidence)]),
    ],
  };
}
