import { secondsInWords } from '../../lib/amounts.ts';
import { code } from '../../lib/code.ts';
import { listInWords } from '../../lib/list-in-words.ts';
import type { Severity } from '../../model/finding.ts';
import type { Hit, Rule } from '../../model/rule.ts';
import type { RelationEstimate, StatementEstimate } from '../../model/statistics.ts';

/** What the size of the tables makes of a hit. */
export interface Sized {
  readonly severity: Severity;
  /** The message, with the sizes where they make a note of it. */
  readonly message: string;
  /** Sizes and times, one line for each relation that the statement works on; empty without statistics. */
  readonly evidence: readonly string[];
}

/** A danger that grows with tables is a note where all of them are known to be small; nothing else changes. */
export function bySize(
  rule: Pick<Rule, 'growsWithTable'>,
  severity: Severity,
  { migration, statement, message }: Hit,
  estimates: readonly StatementEstimate[],
): Sized {
  const own = estimates.find((each) => each.migration === migration && each.statement === statement);
  if (rule.growsWithTable !== true || own === undefined) return { severity, message, evidence: [] };
  const worked = own.relations.filter(({ works }) => works.length > 0);
  if (!own.small) return { severity, message, evidence: worked.map(sizeLine) };
  const sizes = listInWords(worked.map(({ relation, basis }) => `${code(relation)} has ${basis}`));
  return { severity: 'note', message: `${message} Still a note: ${sizes}.`, evidence: [] };
}

function sizeLine({ relation, seconds, basis, query }: RelationEstimate): string {
  const time = seconds === null ? 'unknown time' : `about ${secondsInWords(seconds)}`;
  const ask = query === null ? '' : ` Ask ${code(query)}`;
  return `${time} on ${code(relation)}: ${basis}${ask}`;
}
