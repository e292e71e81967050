import { code, codes } from '../../lib/code.ts';
import { listInWords } from '../../lib/list-in-words.ts';
import { contractsOf, endsUse } from '../../model/contract.ts';
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
    ...ask(unsearched(matter), 'Which parts of the code are affected?', componentsAnswer(matter)),
    ...bakeQuestion(matter),
    ...sizeQuestion(matter),
  ];
}

function unsearched({ said, surroundings }: Matter): boolean {
  return said.components.length === 0 && surroundings?.references?.unsearched !== null;
}

/** What to say, or what to run where the code is. */
function componentsAnswer({ surroundings }: Matter): string {
  const inClone = surroundings?.references?.inClone;
  return inClone === undefined
    ? 'components'
    : `${code('components')}; or in a clone with its whole history, ${code(inClone, inClone.length)}`;
}

/** Of what goes as it stands; where a series stands for it, its own bake answers. */
function bakeQuestion({ plan, runs, surroundings }: Matter): OpenQuestion[] {
  const bakes = surroundings?.bakes ?? [];
  const looked = new Set(bakes.flatMap(({ object, inClone }) => (inClone === undefined ? object : [])));
  const going = (plan?.projects ?? []).flatMap(({ rehearsal }) => contractsOf(rehearsal).filter(endsUse));
  const unknown = going.filter(
    ({ object, path, line }) =>
      !looked.has(object) && runs.some((run) => run.path === path && run.line === line),
  );
  const inClone = bakes.flatMap((bake) => bake.inClone ?? [])[0] ?? 'holdpoint review';
  return ask(
    unknown.length > 0,
    `Since when does no code use ${listInWords(codes(unknown.map(({ object }) => object)), 3)}?`,
    `In a clone with its whole history, ${code(inClone, inClone.length)}`,
  );
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
