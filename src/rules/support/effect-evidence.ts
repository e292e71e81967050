import { answerAsCode, code, codes } from '../../lib/code.ts';
import { listInWords } from '../../lib/list-in-words.ts';
import type { Effect } from '../../model/observation.ts';
import { distinct } from './words.ts';

/** The locks and what shows the work, each once: `` `ShareLock` on `orders` (measured: `building index …`) ``. */
export function effectEvidence(effects: readonly Effect[]): string[] {
  return distinct(effects.map((effect) => lineOf(effect, effects)));
}

function lineOf({ lock, witness, evidence }: Effect, effects: readonly Effect[]): string {
  const shown = evidence === '' ? witness : `${witness}: ${answerAsCode(evidence)}`;
  const same = effects.filter(
    (effect) => effect.lock === lock && effect.witness === witness && effect.evidence === evidence,
  );
  const relations = listInWords(codes(distinct(same.map(({ relation }) => relation))));
  return lock === '' ? `On ${relations} (${shown})` : `${code(lock)} on ${relations} (${shown})`;
}
