import { answerAsCode } from '../lib/code.ts';
import { withStop } from '../lib/with-stop.ts';
import { countOf } from '../lib/count-of.ts';
import type { Trial } from '../model/rehearsal.ts';

/** What running the way back showed, in one sentence. */
export function trialSentence({ outcome, drift, error, reason }: Trial): string {
  switch (outcome) {
    case 'restored':
      return 'Run after the migration: schema and rows are as they were.';
    case 'differs':
      return `Run after the migration: ${countOf(drift.length, 'difference')} to the schema before it.`;
    case 'data-lost':
      return `Run after the migration: ${schemaWords(drift)}, the data below does not.`;
    case 'failed':
      return withStop(
        `It does not run: ${error === null ? (reason ?? 'no message') : answerAsCode(error.message)}`,
      );
    case 'untried':
      return withStop(`Not run: ${reason ?? 'no reason is known'}`);
  }
}

function schemaWords(drift: Trial['drift']): string {
  const wrong = drift.filter(({ kind, weight }) => kind !== 'rows' && weight === 'real').length;
  return wrong === 0 ? 'the schema comes back' : `the schema comes back with ${countOf(wrong, 'difference')}`;
}
