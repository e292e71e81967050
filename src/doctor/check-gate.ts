import { code, codes } from '../lib/code.ts';
import { listInWords } from '../lib/list-in-words.ts';
import { STATUS_CONTEXT } from '../model/report.ts';
import { fine, trouble, type Check } from './check.ts';

/** How the branch that changes go to is kept, as GitHub tells. */
export interface Gate {
  readonly branch: string;
  readonly required: readonly string[];
  readonly lacking: readonly string[];
}

/** Whether a merge really waits for Holdpoint, and whether the token may look. */
export function checkGate({ branch, required, lacking }: Gate): Check[] {
  const status = code(STATUS_CONTEXT);
  const gate = required.includes(STATUS_CONTEXT)
    ? fine(`A merge into ${code(branch)} waits for the status ${status}.`)
    : trouble(
        'fail',
        `A merge into ${code(branch)} does not wait for the status ${status}.`,
        `Require it: Settings → Rules → Rulesets → New branch ruleset → target ${code(branch)} → Require status checks to pass → Add checks → write ${status}.`,
      );
  if (lacking.length === 0) return [fine('The token may read what a review reads.'), gate];
  return [
    trouble(
      'warn',
      `The token lacks ${listInWords(codes(lacking))}.`,
      'Grant it, or use another token in GITHUB_TOKEN or GH_TOKEN.',
    ),
    gate,
  ];
}
