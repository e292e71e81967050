import { listInWords } from '../lib/list-in-words.ts';
import { open, statementsOf } from './question.ts';
import type { Answer, Question, Seen } from './question.ts';

/** Items that only people can answer. The machine says what to look at. */
export const HUMAN_ITEMS = {
  'code-paths-identified': { text: 'All affected code paths identified', answer: codePaths },
  'tested-on-staging': {
    text: 'Tested on staging with a copy of production',
    answer: () => open('Run it on a copy with production’s rows and note how long each statement takes.'),
  },
  'snapshot-scheduled': { text: 'Snapshot scheduled before execution', answer: snapshot },
  'monitoring-deployed': {
    text: 'Monitoring dashboards deployed',
    answer: () => open('Error rate, latency, lock waits and connections, visible while the migration runs.'),
  },
  'stakeholders-notified': {
    text: 'Stakeholders notified',
    answer: () => open('Who must know, and when they were told.'),
  },
  'go-no-go-defined': { text: 'Go/no-go criteria defined for each phase', answer: criteria },
  'on-call-assigned': {
    text: 'On-call engineer assigned for the window',
    answer: () => open('Who watches, and who decides to roll back.'),
  },
  'incident-communication': {
    text: 'Communication plan for an incident',
    answer: () => open('Where an incident is announced, and by whom.'),
  },
} as const satisfies Record<string, Question>;

function codePaths({ rehearsal }: Seen): Answer {
  const statements = statementsOf(rehearsal);
  const broken = statements.flatMap((statement) => statement.broken);
  if (broken.length > 0) {
    const subjects = [...new Set(broken.map(({ breaks, relation }) => breaks ?? relation))];
    return open(`Find the code behind what breaks: ${listInWords(subjects, 4)}.`);
  }
  const relations = statements.flatMap(({ statement }) =>
    statement.kind === 'readable' ? statement.changes.flatMap(({ relation }) => relation ?? []) : [],
  );
  const names = [...new Set(relations)].sort();
  return open(
    names.length === 0 ? 'No relation of the schema is named.' : `Code that uses ${listInWords(names, 6)}.`,
  );
}

function snapshot({ rehearsal }: Seen): Answer {
  const lost = statementsOf(rehearsal).flatMap(({ dataLoss, overwritten }) => [...dataLoss, ...overwritten]);
  const names = [...new Set(lost.map(({ object }) => object))].sort();
  if (names.length === 0) return open('The last resort; taken before every migration.');
  return open(`The only way back for the data of ${listInWords(names, 4)}.`);
}

function criteria({ rehearsal }: Seen): Answer {
  const phases = (['expand', 'migrate', 'contract'] as const).filter((phase) =>
    statementsOf(rehearsal).some((statement) => statement.phase === phase),
  );
  const named = phases.length === 0 ? 'each phase' : listInWords(phases);
  return open(`What must hold to go on, and what triggers a rollback: ${named}.`);
}
