import type { RootContent } from 'mdast';
import type { Runbook } from '../../../model/runbook.ts';
import { name } from '../../nodes.ts';
import type { Part } from '../part.ts';
import { tableOf } from '../table-of.ts';

/** What nobody said, and where to say it. */
export const OPEN_QUESTIONS: Part = {
  id: 'open-questions',
  title: 'Open questions',
  weight: 95,
  nodes: ({ openQuestions }: Runbook): RootContent[] =>
    tableOf(openQuestions, [
      { title: 'Question', cell: ({ question }) => question },
      { title: 'Answer it with', cell: ({ answer }) => (answer.includes('`') ? answer : [name(answer)]) },
      { title: 'Holds the migration', cell: ({ holds }) => holds ?? '' },
    ]),
};
