import { code } from '../../lib/code.ts';
import type { Catalog, CatalogObject } from '../../model/catalog.ts';
import { forgottenOf } from '../../model/forgotten.ts';

/** What a table that was built anew lacks; names are those that people know. */
export function forgottenIn(before: Catalog, end: Catalog, table: string): string[] {
  const forgotten = forgottenOf(before, end, table);
  if (forgotten === null) return [];
  const { parts, constraints, collations, counter } = forgotten;
  return [
    ...parts.map(({ kind, name }) => `${kind} ${code(name)}`),
    ...constraints.map((constraint) => `${kindOf(constraint)} ${code(constraint.name)}`),
    ...collations.map(({ was }) => `the collation of ${code(was.name)}`),
    ...(counter ? [code('AUTOINCREMENT')] : []),
  ];
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
