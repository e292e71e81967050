import { code, codes } from '../../lib/code.ts';
import { listInWords } from '../../lib/list-in-words.ts';
import type { OpenQuestion } from '../../model/runbook.ts';
import { consentQuestions } from './consent-questions.ts';
import type { Matter } from './matter.ts';
import { moveQuestions } from './move/questions.ts';
import { shippedTables } from './names.ts';
import { ask } from './ask.ts';
import { isDangerous, worksOnRows } from './traits.ts';

/** What nobody said and nobody could find out. Rules 4 and 5 hold what cannot be taken back until they are answered. */
export function openQuestions(matter: Matter): OpenQuestion[] {
  return [
    ...consentQuestions(matter),
    ...moveQuestions(matter.said),
    ...otherQuestions(matter),
    ...unknownsOf(matter),
  ];
}

function otherQuestions(matter: Matter): OpenQuestion[] {
  const { people, impact, staging, snapshot, move } = matter.said;
  if (!isDangerous(matter) && move === null) return [];
  return [
    ...ask(people.onCall === null, 'Who is on call in the window?', 'people.on-call'),
    ...ask(people.incidentChannel === null, 'Where is an incident announced?', 'people.incident-channel'),
    ...ask(staging === null, 'Where does it run on a copy of production first, and when?', 'staging'),
    ...ask(snapshot === null, 'Which snapshot is taken before, and when?', 'snapshot'),
    ...ask(impact.users === null, 'How many active users are affected?', 'impact.users'),
    ...ask(impact.uptime === null, 'How long may it be unreachable?', 'impact.uptime'),
    ...ask(unsearched(matter), 'Which parts of the code are affected?', 'components'),
    ...sizeQuestion(matter),
  ];
}

function unsearched({ said, surroundings }: Matter): boolean {
  return said.components.length === 0 && surroundings?.references?.unsearched !== null;
}

function sizeQuestion(matter: Matter): OpenQuestion[] {
  if (!worksOnRows(matter)) return [];
  const tables = matter.statistics?.tables ?? [];
  const known = new Set(tables.flatMap(({ name, rows }) => (rows === null ? [] : name)));
  const unknown = shippedTables(matter).filter((name) => !known.has(name));
  const does = unknown.length === 1 ? 'does' : 'do';
  return ask(
    unknown.length > 0,
    `How many rows ${does} ${listInWords(codes(unknown), 3)} hold?`,
    `${code('holdpoint stats')}, which writes ${code('.holdpoint/stats.json')}`,
  );
}

/** What the rehearsal could not find out holds as it does in a review. */
function unknownsOf({ plan }: Matter): OpenQuestion[] {
  return (plan?.projects ?? []).flatMap(({ unknowns }) =>
    unknowns.map(({ what, because, path, line }) => ({
      question: `${what}?`,
      answer: path === null ? 'The migrations' : code(line === null ? path : `${path}:${line}`),
      holds: because,
    })),
  );
}
