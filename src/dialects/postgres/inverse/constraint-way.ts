import type { CatalogObject } from '../../../model/catalog.ts';
import { agree, isFact, textFact } from './facts.ts';
import { localName, relationName } from './sql-names.ts';
import type { Way } from './way.ts';

/** A not-null constraint goes with its column's own fact and needs no steps of its own. */
export function isNotNull(constraint: CatalogObject): boolean {
  return constraint.facts['type'] === 'not-null';
}

function withoutValidity(definition: string | null): string {
  return (definition ?? '').replace(/ NOT VALID$/, '');
}

/** Constraints of tables. */
export const CONSTRAINT_WAY: Way = {
  kinds: ['constraint'],
  create: (constraint) => [
    `ALTER TABLE ${relationName(constraint)} ADD CONSTRAINT ${localName(constraint)} ${textFact(constraint, 'definition') ?? ''}`,
  ],
  drop: (constraint) => [`ALTER TABLE ${relationName(constraint)} DROP CONSTRAINT ${localName(constraint)}`],
  alter: ({ before, now }) =>
    !agree(before, now, 'validated') && isFact(before, 'validated')
      ? [`ALTER TABLE ${relationName(before)} VALIDATE CONSTRAINT ${localName(before)}`]
      : [],
  isMadeAgain: ({ before, now }) => {
    if (isNotNull(before)) return false;
    const [wanted, present] = [textFact(before, 'definition'), textFact(now, 'definition')];
    if (wanted === present) return false;
    return !isFact(before, 'validated') || withoutValidity(wanted) !== withoutValidity(present);
  },
};
