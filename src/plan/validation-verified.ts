import { countOf } from '../lib/count-of.ts';
import { failed, open, proved, statementsOf } from './question.ts';
import type { Answer, Seen } from './question.ts';

/**
 * Whether the validation queries ran with the expected answer. One that is run before the change may answer otherwise:
 * the synthetic rows then hold what it looks for, which says nothing of the reader's own rows.
 */
export function validationVerified({ rehearsal, validation }: Seen): Answer {
  if (validation.length === 0) return withoutQueries(rehearsal);
  const wrong = validation.filter(
    ({ when, outcome }) => outcome === 'failed' || (outcome === 'unexpected' && when === 'after'),
  );
  if (wrong.length > 0) {
    return failed(
      `${countOf(wrong.length, 'query', 'queries')} of ${validation.length} did not give the expected answer.`,
    );
  }
  const unsettled = validation.filter(({ outcome }) => outcome !== 'ok');
  if (unsettled.length > 0) {
    return open(
      `${countOf(unsettled.length, 'query', 'queries')} of ${validation.length} must still be answered on your own rows.`,
    );
  }
  return proved(
    `${countOf(validation.length, 'query', 'queries')} ran with the expected answer on synthetic rows.`,
  );
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
  if (touchesRows)
    return open('No query is known for this change; write one that compares the rows before and after.');
  return proved('Nothing to query: no statement reads, moves or constrains existing rows.');
}
