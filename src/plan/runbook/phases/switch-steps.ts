import { code } from '../../../lib/code.ts';
import { countOf } from '../../../lib/count-of.ts';
import { breakageInWords } from '../../../model/breakage.ts';
import { listInWords } from '../../../lib/list-in-words.ts';
import type { RunbookStep } from '../../../model/runbook.ts';
import type { CodeReference } from '../../../model/surroundings.ts';
import type { Matter } from '../matter.ts';
import { MOST_NAMES } from '../names.ts';
import { oldAndNew } from '../old-and-new.ts';

/** Deployments of the switch, with the places in the code that have to change. */
export function switchSteps(matter: Matter): RunbookStep[] {
  if (matter.statements.length === 0) return [];
  if (matter.proved.some(({ draft }) => draft.steps.some(({ stage }) => stage === 'switch'))) return [];
  const { old, new: fresh } = oldAndNew(matter);
  const read =
    fresh === '' || old === ''
      ? `Deploy code that does without ${old || 'the shape before'}`
      : `Deploy code that reads ${fresh} and still writes ${old}`;
  return [
    step(read, breaksOf(matter)),
    ...placesOf(matter),
    step(`Watch for ${matter.bakeDays} days that nothing uses ${old || 'the shape before'} any more`, null),
  ];
}

function breaksOf({ runs }: Matter): string | null {
  const broken = runs.flatMap(({ rehearsed }) => rehearsed.broken);
  const words = breakageInWords(broken, (all) => listInWords(all, MOST_NAMES));
  return words === '' ? null : `In the old shape, ${words} afterwards`;
}

const MOST_PLACES = 12;

function placesOf({ surroundings }: Matter): RunbookStep[] {
  const found = (surroundings?.references?.references ?? []).filter(({ side }) => side === 'head');
  const used = found.filter(({ certainty }) => certainty === 'sure');
  const [likely] = found.filter(({ certainty }) => certainty === 'likely');
  const steps = used
    .slice(0, MOST_PLACES)
    .map(({ path, line, object }) =>
      step(`Change ${code(`${path}:${line}`)}, which uses ${code(object)}`, null),
    );
  const left = used.length - steps.length;
  return [
    ...steps,
    ...(left > 0 ? [step(`Change ${countOf(left, 'more place')} of the same objects`, null)] : []),
    ...(likely === undefined ? [] : [step(likelyWords(likely, found.length - used.length), null)]),
  ];
}

function likelyWords({ path, line }: CodeReference, count: number): string {
  const places = count === 1 ? 'the place' : `${count} places`;
  return `Look at ${places} that may mean the same or something else of that name, the first ${code(`${path}:${line}`)}`;
}

function step(title: string, check: string | null): RunbookStep {
  return { title, place: null, script: null, blocks: null, estimate: null, check };
}
