import type { Stage } from '../../../model/brief.ts';
import { countOf } from '../../../lib/count-of.ts';
import type { Matter } from '../matter.ts';
import { allNew, changedInPlace, oldAndNew } from '../old-and-new.ts';

/** The code that is deployed while the stage lasts. */
export function codeOf(stage: Stage, matter: Matter): string {
  const names = oldAndNew(matter);
  if (!matter.stages.includes('contract')) return withoutContract(stage, allNew(matter));
  if (names.new === '' || names.old === '')
    return whileGoing(stage, names.old || 'the shape before', changedInPlace(matter));
  switch (stage) {
    case 'expand':
      return `Writes both ${names.old} and ${names.new}, reads ${names.old}`;
    case 'migrate':
      return `Unchanged: keeps writing both ${names.old} and ${names.new}`;
    case 'switch':
      return `Reads ${names.new}, still writes ${names.old} as a safety net`;
    case 'contract':
      return `Writes only ${names.new}`;
  }
}

/** Nothing goes, so the code that runs today stays. */
function withoutContract(stage: Stage, fresh: string): string {
  if (stage === 'expand')
    return fresh === ''
      ? 'The code that runs today'
      : `The code that runs today; code that uses ${fresh} follows once this is everywhere`;
  return fresh === '' ? 'The code that runs today' : `The code that runs today, or code that fills ${fresh}`;
}

/** Something goes, and nothing takes its place. */
function whileGoing(stage: Stage, old: string, inPlace: string): string {
  if (stage === 'expand' || stage === 'migrate') return `The code that runs today, which uses ${old}`;
  if (stage === 'switch' && inPlace !== '') return `Works with ${inPlace}`;
  return stage === 'switch'
    ? `No longer reads ${old}; a release that can be taken back`
    : `Neither reads nor writes ${old}`;
}

/** What happens in the stage, in a sentence. */
export function whatOf(stage: Stage, matter: Matter): string {
  const names = oldAndNew(matter);
  const fresh = allNew(matter);
  switch (stage) {
    case 'expand':
      return fresh === ''
        ? 'The schema grows beside what is there; users notice nothing.'
        : `${fresh} ${isOne(fresh) ? 'exists' : 'exist'} beside what is there; users notice nothing.`;
    case 'migrate':
      return matter.backfills.length === 0
        ? 'Rows that are there are brought into the new shape and checked against what they were.'
        : `${countOf(matter.backfills.length, 'backfill')} in batches, each batch checked against its source; errors and mismatches are watched.`;
    case 'switch':
      return names.new === '' || names.old === ''
        ? `No code uses ${names.old || 'the shape before'} from here on; errors and latency are watched.`
        : 'Reads move over; both sides are compared, errors and latency are watched.';
    case 'contract':
      return `After ${countOf(matter.bakeDays, 'day')} of bake: ${contractWords(names.old)}.`;
  }
}

function contractWords(old: string): string {
  return old === '' ? 'the old shape is closed' : `${old} ${isOne(old) ? 'goes' : 'go'} for good`;
}

function isOne(list: string): boolean {
  return !/ and \S/.test(list);
}
