import { countOf } from '../lib/count-of.ts';
import { listInWords } from '../lib/list-in-words.ts';
import { failed, open, proved, statementsOf } from './question.ts';
import type { Answer, Seen } from './question.ts';

/**
 * Whether the validation queries ran with the expected answer. Another answer is left to people, not failed: before the
 * change the synthetic rows then hold what the query looks for; after it something waits for a later step, such as a
 * constraint that is added NOT VALID on purpose.
 */
export function validationVerified({ rehearsal, validation }: Seen): Answer {
  if (validation.length === 0) return withoutQueries(rehearsal);
  const total = countOf(validation.length, 'query', 'queries');
  const broken = validation.filter(({ outcome }) => outcome === 'failed');
  if (broken.length > 0) return failed(`${broken.length} of ${total} cannot be run.`);
  const unsettled = validation.filter(({ outcome }) => outcome !== 'ok').map(({ title }) => title);
  if (unsettled.length > 0) {
    return open(`${unsettled.length} of ${total} gave another answer: ${listInWords(unsettled, 2)}.`);
  }
  return proved(`${total} ran with the expected answer on synthetic rows.`);
}

function withoutQueries(rehearsal: Seen['rehearsal']): Answer {
  const statements = statementsOf(rehearsal);
  if (rehearsal.engine === null || statements.length === 0)
    return open('No statement of this change was run.');
  const touchesRows = statements.some(
    ({ phase, blocking, effects }) =>
      phase === 'contract' ||
      phase === 'migrate' ||
      blocking ||
      effects.some(({ work }) => work !== 'metadata'),
  );
  if (touchesRows) {
    return open('No query is known for this change; write one that compares the rows before and after.');
  }
  return proved('Nothing to query: no statement reads, moves or constrains existing rows.');
}
