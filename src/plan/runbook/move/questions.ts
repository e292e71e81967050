import { code } from '../../../lib/code.ts';
import { listInWords } from '../../../lib/list-in-words.ts';
import type { Brief, BriefMove } from '../../../model/brief.ts';
import type { OpenQuestion } from '../../../model/runbook.ts';

/** What each list of a move answers, for those that nobody wrote. */
const LISTS: Readonly<Record<Brief['kind'], readonly (readonly [key: string, question: string])[]>> = {
  database: [],
  provider: [
    ['compatibility', 'What differs in the API?'],
    ['formats', 'What differs in the format of the data?'],
    ['webhooks', 'Which callbacks does the provider call?'],
    ['credentials', 'Which credentials are made and revoked?'],
    ['quotas', 'Which quotas does the new provider have to grant?'],
    ['data', 'Which data is carried over?'],
  ],
  infrastructure: [
    ['topology', 'What changes in the network?'],
    ['records', 'Which DNS records change?'],
    ['certificates', 'Which certificates must be valid at the new place?'],
    ['credentials', 'Which credentials are made and revoked?'],
    ['data', 'Which data is carried over?'],
  ],
};

/** What a move needs to know. Without shares, TTLs and a flow of data there is no gate and no way back, so these hold. */
export function moveQuestions({ kind, move }: Brief): OpenQuestion[] {
  if (move === null) return [];
  return [
    ...holding(kind, move),
    ...LISTS[kind].flatMap(([key, question]) =>
      move.unsaid.includes(key) ? [{ question, answer: code(`move.${key}`), holds: null }] : [],
    ),
  ];
}

function holding(kind: Brief['kind'], move: BriefMove): OpenQuestion[] {
  const untimed = move.records.filter(({ ttl }) => ttl === null).map(({ name }) => code(name));
  return [
    ...(move.shares.length > 0 || (kind === 'infrastructure' && !move.unsaid.includes('shares'))
      ? []
      : [
          question(
            'In which shares does traffic move?',
            'move.shares',
            'Without shares all traffic moves at once, past every gate',
          ),
        ]),
    ...(move.data.length > 0 && move.replication === null
      ? [
          question(
            'How does the data keep in step until the cut-over, and back?',
            'move.replication',
            'Without it, what is written after the cut-over is lost when going back',
          ),
        ]
      : []),
    ...(untimed.length > 0
      ? [
          question(
            `What is the TTL of ${listInWords(untimed, 3)}?`,
            'move.records',
            'Without it nobody knows how long the way back takes',
          ),
        ]
      : []),
  ];
}

function question(text: string, key: string, holds: string): OpenQuestion {
  return { question: text, answer: code(key), holds };
}
