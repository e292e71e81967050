import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

const TYPES: ReadonlyMap<string, string> = new Map([
  ['array', 'a list'],
  ['object', 'a map of keys'],
  ['record', 'a map of keys'],
  ['string', 'text'],
]);

/** What zod says of a union that says nothing itself. */
const UNTOLD = 'Invalid input';

/** What a value has to be, in words: `one of no-go, hold, never`. */
export function expected(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_value':
      return `one of ${issue.values.map(String).join(', ')}`;
    case 'invalid_type':
      return TYPES.get(issue.expected) ?? issue.message;
    case 'invalid_union':
      return issue.message === UNTOLD ? 'text or a number' : issue.message;
    default:
      return issue.message;
  }
}
