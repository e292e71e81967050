import { codes } from '../../lib/code.ts';
import { listInWords } from '../../lib/list-in-words.ts';
import type { ObjectDifference } from './difference.ts';
import type { Matter } from './matter.ts';

/** Longest list in a sentence. */
export const MOST_NAMES = 3;

/** Kinds that code of an application names. */
const NAMED_BY_CODE = new Set(['table', 'column', 'view', 'materialized-view', 'function', 'enum']);

/** What code has to stop using, and what it has to begin to use; code marks and all. */
export interface OldAndNew {
  /** Empty when nothing goes. */
  readonly old: string;
  /** Empty when nothing comes. */
  readonly new: string;
}

/** Objects that go, or change under the code that uses them, and objects that come. */
export function oldAndNew({ difference }: Pick<Matter, 'difference'>): OldAndNew {
  const told = difference.filter(({ kind }) => NAMED_BY_CODE.has(kind));
  const old = told.flatMap((one) => (isContract(one) && one.before !== null ? one.before.name : []));
  const fresh = told.flatMap(({ before, after }) =>
    after !== null && before?.name !== after.name ? after.name : [],
  );
  const retyped = told.flatMap(({ facts, after }) => (facts.includes('type') && after ? after.name : []));
  return {
    old: listInWords(codes(old), MOST_NAMES),
    new: listInWords(
      [...codes(fresh), ...codes(retyped).map((name) => `${name} in its new type`)],
      MOST_NAMES,
    ),
  };
}

function isContract({ before, after, facts }: ObjectDifference): boolean {
  if (before === null) return false;
  return after?.name !== before.name || facts.includes('type');
}

/** Shipped relations that the change works on, sorted. */
export function relationsOf({ statements, difference }: Matter): string[] {
  const names = [
    ...statements.flatMap(({ rehearsed }) =>
      rehearsed.statement.kind === 'readable'
        ? rehearsed.statement.changes.flatMap(({ relation }) => relation ?? [])
        : [],
    ),
    ...difference.flatMap(({ kind, before, relation }) =>
      before === null ? [] : kind === 'table' ? [before.name] : (relation ?? []),
    ),
  ];
  return [...new Set(names)].sort();
}

/** Relations of the change that stand before it. */
export function shippedTables(matter: Matter): string[] {
  const shipped = (matter.plan?.projects ?? []).map(({ rehearsal }) => rehearsal.shipped);
  return relationsOf(matter).filter((name) =>
    shipped.some((catalog) => catalog.has(`table ${name}`) || catalog.has(`materialized-view ${name}`)),
  );
}
