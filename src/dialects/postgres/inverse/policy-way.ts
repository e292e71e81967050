import type { CatalogObject } from '../../../model/catalog.ts';
import { agree, listFact, textFact, wordFact } from './facts.ts';
import type { Pair } from './pairing.ts';
import { sqlName } from './sql-names.ts';
import type { Way } from './way.ts';

function policyClauses(policy: CatalogObject): string {
  const [using, check] = [textFact(policy, 'using'), textFact(policy, 'check')];
  return [
    ` TO ${listFact(policy, 'roles').join(', ')}`,
    using === null ? '' : ` USING (${using})`,
    check === null ? '' : ` WITH CHECK (${check})`,
  ].join('');
}

function isPolicyAlterable({ before, now }: Pair): boolean {
  const isKept = (fact: string): boolean => textFact(before, fact) !== null || textFact(now, fact) === null;
  return (
    agree(before, now, 'command') && agree(before, now, 'permissive') && isKept('using') && isKept('check')
  );
}

/** Row-level security policies. */
export const POLICY_WAY: Way = {
  kinds: ['policy'],
  create: (policy) => {
    const kind = policy.facts['permissive'] === true ? '' : ' AS RESTRICTIVE';
    const command = wordFact(policy, 'command').toUpperCase();
    return [`CREATE POLICY ${sqlName(policy)}${kind} FOR ${command}${policyClauses(policy)}`];
  },
  drop: (policy) => [`DROP POLICY ${sqlName(policy)}`],
  alter: ({ before, now }) => {
    const isSame = ['roles', 'using', 'check'].every((fact) => agree(before, now, fact));
    return isSame ? [] : [`ALTER POLICY ${sqlName(before)}${policyClauses(before)}`];
  },
  isMadeAgain: (pair) => !isPolicyAlterable(pair),
};
