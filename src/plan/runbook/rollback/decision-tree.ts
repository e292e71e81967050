import { code, codes } from '../../../lib/code.ts';
import { listInWords } from '../../../lib/list-in-words.ts';
import type { DecisionNode } from '../../../model/runbook.ts';
import type { Matter } from '../matter.ts';
import { MOST_NAMES, shippedTables } from '../names.ts';
import { allNew, oldAndNew } from '../old-and-new.ts';
import { movesRows } from '../traits.ts';

type Answer = Extract<DecisionNode, { readonly question: string }>['answers'][number];

/** "Is something wrong?", with the branches that this change can take. */
export function decisionTree(matter: Matter): DecisionNode {
  return {
    question: 'What is wrong?',
    answers: [
      ...(movesRows(matter) || matter.lost.length > 0 ? [dataBranch(matter)] : []),
      slowBranch(matter),
      errorsBranch(matter),
      ...externalBranch(matter),
      { answer: 'Nothing', then: { action: 'Go on to the next gate.' } },
    ],
  };
}

function dataBranch(matter: Matter): Answer {
  const fresh = allNew(matter);
  const tables = fresh || listInWords(codes(shippedTables(matter)), MOST_NAMES);
  const [backfill] = matter.backfills;
  const patch =
    backfill === undefined
      ? 'Fix forward: correct those rows with a script, in batches.'
      : `Fix forward: correct the rows, or run the backfill of ${code(backfill.relation)} for them again.`;
  return choice('The data is wrong', `How much of ${tables === '' ? 'it' : tables} is wrong?`, [
    ['Some rows, and a script can mend them', patch],
    ['It is widespread', `Roll back${lossWords(matter)}.`],
  ]);
}

function lossWords({ lost }: Matter): string {
  return lost.length === 0
    ? ''
    : `; ${listInWords(codes(lost), MOST_NAMES)} ${lost.length === 1 ? 'comes' : 'come'} from the snapshot`;
}

function slowBranch(matter: Matter): Answer {
  const tables = listInWords(codes(shippedTables(matter)), MOST_NAMES);
  const waiting = matter.runs.filter(({ rehearsed }) => rehearsed.blocking).map(({ place }) => place);
  const waits: [string, string][] =
    waiting.length === 0
      ? []
      : [
          [
            `${listInWords(codes(waiting), 2)} still ${waiting.length === 1 ? 'runs' : 'run'} and others wait`,
            'Cancel it: its transaction is taken back.',
          ],
        ];
  return choice('It is slow', tables === '' ? 'Why?' : `Why are queries of ${tables} slow?`, [
    ...waits,
    ['An index is missing', 'Fix forward: add it, without blocking writes.'],
    ['The new design is slow', 'Roll back.'],
  ]);
}

function errorsBranch(matter: Matter): Answer {
  const { old } = oldAndNew(matter);
  const left: [string, string][] =
    old === '' || matter.lost.length === 0
      ? []
      : [[`Code that still uses ${old}`, `Deploy code without ${old}; it cannot come back with its data.`]];
  return choice('The application fails', 'Where does it fail?', [
    ['One endpoint', 'Fix it and deploy.'],
    ...left,
    [
      'Everywhere',
      matter.stages.includes('switch') ? 'Roll back: deploy the previous code first.' : 'Roll back.',
    ],
  ]);
}

function externalBranch({ brief }: Matter): Answer[] {
  const names = (brief?.dependencies ?? []).filter(({ kind }) => kind === 'external').map(({ name }) => name);
  const to = brief?.kind === 'database' ? undefined : brief?.move?.to;
  if (names.length === 0 && to === undefined) return [];
  const subject = to ?? listInWords(names, MOST_NAMES);
  return [
    choice('An external integration fails', `What is wrong with ${subject}?`, [
      ['Its configuration', 'Fix it and deploy again.'],
      ['It does not fit in principle', brief?.move ? `Roll back to ${brief.move.from}.` : 'Roll back.'],
    ]),
  ];
}

function choice(answer: string, question: string, ways: readonly (readonly [string, string])[]): Answer {
  return {
    answer,
    then: { question, answers: ways.map(([way, action]) => ({ answer: way, then: { action } })) },
  };
}
