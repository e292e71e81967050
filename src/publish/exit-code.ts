import { EXIT, exitCodeOf, type FailOn } from '../model/exit-code.ts';
import type { Report } from '../model/report.ts';
import type { Published } from './publish.ts';

/**
 * How the job ends. The status carries the verdict, so the job is green unless `failOn` asks otherwise. Where the
 * token may not set a status, the job carries the verdict; where the status could have been set and was not, the job
 * fails, since the pull request would wait for it without a word.
 */
export function jobExitCode(outcome: Report['outcome'], published: Published, failOn: FailOn): number {
  const refusal = published.statusRefusal;
  if (refusal !== null && refusal.kind !== 'forbidden') return EXIT.internal;
  return exitCodeOf(outcome, refusal === null ? failOn : 'hold');
}
