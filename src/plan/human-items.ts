import { codes } from '../lib/code.ts';
import { listInWords } from '../lib/list-in-words.ts';
import { breakageInWords } from '../model/breakage.ts';
import { codePathsFound } from './code-paths-found.ts';
import { open, statementsOf } from './question.ts';
import type { Answer, Question, Seen } from './question.ts';

/** Items that only people can answer. The machine says what to look at. */
export const HUMAN_ITEMS = {
  'code-paths-identified': {
    text: 'All affected code paths identified',
    about: 'migrations',
    answer: codePaths,
  },
  'tested-on-staging': {
    text: 'Tested on staging with a copy of production',
    about: 'migrations',
    answer: () => open('Note how long each statement takes on production’s rows.'),
  },
  'snapshot-scheduled': {
    text: 'Snapshot scheduled before execution',
    about: 'migrations',
    answer: snapshot,
  },
  'monitoring-deployed': {
    text: 'Monitoring dashboards deployed',
    about: 'wording',
    answer: () => open('Errors, latency, lock waits and connections.'),
  },
  'stakeholders-notified': {
    text: 'Stakeholders notified',
    about: 'wording',
    answer: () => open('Who must know, and when they were told.'),
  },
  'go-no-go-defined': {
    text: 'Go/no-go criteria defined for each phase',
    about: 'migrations',
    answer: criteria,
  },
  'on-call-assigned': {
    text: 'On-call engineer assigned for the window',
    about: 'wording',
    answer: () => open('Who watches, and who decides to roll back.'),
  },
  'incident-communication': {
    text: 'Communication plan for an incident',
    about: 'wording',
    answer: () => open('Where an incident is announced, and by whom.'),
  },
} as const satisfies Record<string, Question>;

function codePaths(seen: Seen): Answer {
  const { rehearsal } = seen;
  const found = codePathsFound(seen);
  if (found !== null) return found;
  const statements = statementsOf(rehearsal);
  const broken = statements.flatMap((statement) => statement.broken);
  if (broken.length > 0) {
    const breaks = breakageInWords(broken, (words) => listInWords(words, 3));
    return open(`Find the code behind what breaks${breaks === '' ? '' : `: ${breaks}`}.`);
  }
  const relations = statements.flatMap(({ statement }) =>
    statement.kind === 'readable' ? statement.changes.flatMap(({ relation }) => relation ?? []) : [],
  );
  const names = [...new Set(relations)].sort();
  return open(
    names.length === 0
      ? 'No relation of the schema is named.'
      : `Code that uses ${listInWords(codes(names), 6)}.`,
  );
}

function snapshot({ rehearsal }: Seen): Answer {
  const lost = statementsOf(rehearsal).flatMap(({ dataLoss, overwritten }) => [...dataLoss, ...overwritten]);
  const names = [...new Set(lost.map(({ object }) => object))].sort();
  if (names.length === 0) return open('The last resort.');
  return open(`The only way back for the data of ${listInWords(codes(names), 4)}.`);
}

function criteria({ rehearsal }: Seen): Answer {
  const phases = (['expand', 'migrate', 'contract'] as const).filter((phase) =>
    statementsOf(rehearsal).some((statement) => statement.phase === phase),
  );
  const named = phases.length === 0 ? 'each phase' : listInWords(phases);
  return open(`What must hold to go on, and what starts a rollback: ${named}.`);
}
