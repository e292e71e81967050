import type { CatalogObject } from '../../../model/catalog.ts';
import { agree, textFact } from './facts.ts';
import { sqlName } from './sql-names.ts';
import type { Way } from './way.ts';

function definition(routine: CatalogObject): string {
  return (textFact(routine, 'definition') ?? '').trimEnd();
}

/** The word for a routine in ALTER, DROP, GRANT and COMMENT. */
export function routineWord(routine: CatalogObject): string {
  return routine.facts['functionKind'] === 'procedure' ? 'PROCEDURE' : 'FUNCTION';
}

/** Functions and procedures. */
export const FUNCTION_WAY: Way = {
  kinds: ['function'],
  create: (routine) => [definition(routine).replace(/^CREATE OR REPLACE /, 'CREATE ')],
  drop: (routine) => [`DROP ${routineWord(routine)} ${sqlName(routine)}`],
  alter: ({ before, now }) => (agree(before, now, 'definition') ? [] : [definition(before)]),
  isMadeAgain: ({ before, now }) =>
    ['returns', 'arguments', 'functionKind'].some((fact) => !agree(before, now, fact)),
};
