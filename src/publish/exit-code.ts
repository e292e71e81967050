import type { Report } from '../model/report.ts';
import type { Published } from './publish.ts';

/** From which verdict on the job itself fails. */
export type FailOn = 'never' | 'no-go' | 'hold';

const GO = 0;
const NO_GO = 1;
const HOLD = 2;
const NOT_SAID = 70;

/**
 * How the job ends. The status carries the verdict, so the job is green unless `failOn` asks otherwise. Where the
 * token may not set a status, the job carries the verdict; where the status could have been set and was not, the job
 * fails, since the pull request would wait for it without a word.
 */
export function exitCodeOf(outcome: Report['outcome'], published: Published, failOn: FailOn): number {
  const refusal = published.statusRefusal;
  if (refusal !== null && refusal.kind !== 'forbidden') return NOT_SAID;
  const carried = refusal === null ? failOn : 'hold';
  if (outcome === 'no-go' && carried !== 'never') return NO_GO;
  if (outcome === 'hold' && carried === 'hold') return HOLD;
  return GO;
}
