import type { ValidationResult } from '../model/rehearsal.ts';

/** One query to run, before the change, after it, or both times to compare the two answers. */
export interface ValidationItem {
  readonly when: 'Before' | 'After' | 'Before and after';
  readonly query: ValidationResult;
  /** The answers on the synthetic rows, in the order of `when`. */
  readonly results: readonly ValidationResult[];
}

/** The queries in order; one that is asked before and after stands once, at the first place. */
export function validationItems(validation: readonly ValidationResult[]): ValidationItem[] {
  const bySql = new Map<string, ValidationResult[]>();
  for (const result of validation) {
    const key = JSON.stringify([result.sql, result.expect, result.expect === null ? null : result.when]);
    bySql.set(key, [...(bySql.get(key) ?? []), result]);
  }
  return [...bySql.values()].flatMap((results): ValidationItem[] => {
    const [query] = results;
    if (query === undefined) return [];
    const times = new Set(results.map(({ when }) => when));
    if (times.size > 1) return [{ when: 'Before and after', query, results }];
    return results.map((result) => ({ when: whenWord(result), query: result, results: [result] }));
  });
}

function whenWord({ when }: ValidationResult): 'Before' | 'After' {
  return when === 'before' ? 'Before' : 'After';
}

/** How the query went, for one that did not go as it should; null when there is nothing to say. */
export function complaintOf({ results }: ValidationItem): ValidationResult | null {
  return results.find(({ outcome }) => outcome !== 'ok') ?? null;
}
