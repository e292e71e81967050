import { secondsInWords } from '../../lib/amounts.ts';
import { code } from '../../lib/code.ts';
import type { Severity } from '../../model/finding.ts';
import type { Hit, Rule } from '../../model/rule.ts';
import type { RelationEstimate, StatementEstimate } from '../../model/statistics.ts';

/** What the size of the tables makes of a hit. */
export interface Sized {
  readonly severity: Severity;
  /** Sizes and times, one line for each relation that the statement works on; empty without statistics. */
  readonly evidence: readonly string[];
}

/** A danger that grows with tables is a note where all of them are known to be small; nothing else changes. */
export function bySize(
  rule: Pick<Rule, 'growsWithTable'>,
  severity: Severity,
  { migration, statement }: Hit,
  estimates: readonly StatementEstimate[],
): Sized {
  const own = estimates.find((each) => each.migration === migration && each.statement === statement);
  if (rule.growsWithTable !== true || own === undefined) return { severity, evidence: [] };
  const worked = own.relations.filter(({ works }) => works.length > 0);
  return own.small
    ? { severity: 'note', evidence: worked.map(smallLine) }
    : { severity, evidence: worked.map(sizeLine) };
}

function smallLine({ relation, basis }: RelationEstimate): string {
  return `a note, since ${code(relation)} is small: ${basis}`;
}

function sizeLine({ relation, seconds, basis, query }: RelationEstimate): string {
  const time = seconds === null ? 'unknown time' : `about ${secondsInWords(seconds)}`;
  const ask = query === null ? '' : ` Ask ${code(query)}`;
  return `${time} on ${code(relation)}: ${basis}${ask}`;
}
