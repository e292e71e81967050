import { code } from '../../lib/code.ts';
import { findObject, objectsOf, type Catalog, type CatalogObject } from '../../model/catalog.ts';

/** What the text of a table says that a new text may forget; names are those that people know. */
export function forgottenIn(before: Catalog, end: Catalog, table: string): string[] {
  const columns = objectsOf(before, 'column', table);
  const kept = columns.flatMap((was) => {
    const is = findObject(end, 'column', was.name);
    return is === null ? [] : [{ was, is }];
  });
  const constraints = objectsOf(before, 'constraint', table).filter(
    (constraint) => !objectsOf(end, 'constraint', table).some((other) => isSameRule(constraint, other)),
  );
  const collations = kept.filter(
    ({ was, is }) => was.facts['collation'] !== null && is.facts['collation'] === null,
  );
  const counts = [findObject(before, 'table', table), findObject(end, 'table', table)];
  const isUncounted =
    counts[0]?.facts['autoincrement'] === true && counts[1]?.facts['autoincrement'] === false;
  const forgotten = [
    ...constraints.map((constraint) => `${kindOf(constraint)} ${code(constraint.name)}`),
    ...collations.map(({ was }) => `the collation of ${code(was.name)}`),
    ...(isUncounted ? [code('AUTOINCREMENT')] : []),
  ];
  // A table may be built anew for nothing but that.
  return changesElse(before, end, table, kept) ? forgotten : [];
}

const KINDS: Readonly<Record<string, string>> = {
  check: 'check',
  unique: 'unique constraint',
  'foreign-key': 'foreign key',
  'primary-key': 'primary key',
};

function kindOf({ facts }: CatalogObject): string {
  const { type } = facts;
  return (typeof type === 'string' ? KINDS[type] : undefined) ?? 'constraint';
}

/** Whatever its name is. */
function isSameRule(left: CatalogObject, right: CatalogObject): boolean {
  const [one, other] = [left, right].map(({ facts }) => JSON.stringify({ ...facts, named: null }));
  return one === other;
}

interface Kept {
  readonly was: CatalogObject;
  readonly is: CatalogObject;
}

/** True when columns come, go or change their type, default or demands. */
function changesElse(before: Catalog, end: Catalog, table: string, kept: readonly Kept[]): boolean {
  const numbers = [before, end].map((catalog) => objectsOf(catalog, 'column', table).length);
  if (numbers.some((number) => number !== kept.length)) return true;
  return kept.some(({ was, is }) =>
    ['type', 'notNull', 'default', 'generated', 'expression'].some(
      (fact) => was.facts[fact] !== is.facts[fact],
    ),
  );
}
