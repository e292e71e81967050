import { code } from '../../../lib/code.ts';
import { findObject, objectsOf, type Catalog } from '../../../model/catalog.ts';
import type { RehearsedStatement } from '../../../model/rehearsal.ts';
import { isFact, textFact } from '../../catalog/facts.ts';
import type { Difference } from '../../validation/difference.ts';
import { countQuery, type Query } from '../../validation/query.ts';
import { bare, literal, sameName } from '../rows/names.ts';
import { newConstraints } from './constraints.ts';
import type { RebuiltTable } from './rebuilt-table.ts';

/** Tables whose rows may refer to what is not there, or the other way round: with foreign keys off, nothing tells. */
export function tablesOfMovedRows(
  rehearsed: RehearsedStatement,
  difference: Difference,
  rebuilt: RebuiltTable | null,
): readonly MaybeName[] {
  const keys = newConstraints(difference).filter((one) => textFact(one, 'type') === 'foreign-key');
  return [...rowsGoneOrCome(rehearsed), rebuilt?.name, ...keys.map(({ relation }) => relation)];
}

/** Looks for rows without their other row in those of the tables that have a foreign key, and in those that refer to them. */
export function foreignKeyQueries(tables: readonly MaybeName[], end: Catalog): Query[] {
  return referringTables(tables, end).map(foreignKeyQuery);
}

/** SQLite's own check of tables that have another form, or hold their rows to more. */
export function integrityQueries(
  rehearsed: RehearsedStatement,
  difference: Difference,
  rebuilt: RebuiltTable | null,
  end: Catalog,
): Query[] {
  const checks = newConstraints(difference).filter((one) => textFact(one, 'type') === 'check');
  const held = difference
    .changed('column')
    .filter(({ was, is }) => !isFact(was, 'notNull') && isFact(is, 'notNull'));
  const tables = [
    ...columnsDropped(rehearsed),
    rebuilt?.name,
    ...checks.map(({ relation }) => relation),
    ...held.map(({ is }) => is.relation),
  ];
  return tablesNamed(tables, end).map(integrityQuery);
}

type MaybeName = string | null | undefined;

function rowsGoneOrCome({ statement }: RehearsedStatement): string[] {
  if (statement.kind === 'unreadable') return [];
  return statement.changes.flatMap((change) => {
    const isGone = change.kind === 'drop' && change.of === 'table';
    const isMeant = isGone || change.kind === 'delete-rows' || change.kind === 'insert-rows';
    return isMeant && change.relation !== null ? [change.relation] : [];
  });
}

function columnsDropped({ statement }: RehearsedStatement): string[] {
  if (statement.kind === 'unreadable') return [];
  return statement.changes.flatMap(({ kind, relation }) =>
    kind === 'drop-column' && relation !== null ? [relation] : [],
  );
}

function tablesNamed(names: readonly MaybeName[], end: Catalog): string[] {
  const wanted = new Set(names.map((name) => sameName(name ?? '')));
  return objectsOf(end, 'table').flatMap(({ name }) => (wanted.has(sameName(name)) ? [name] : []));
}

/** Those of the tables that have a foreign key, and those that refer to them. */
function referringTables(names: readonly MaybeName[], end: Catalog): string[] {
  const wanted = new Set(names.map((name) => sameName(name ?? '')));
  const referring = objectsOf(end, 'constraint').flatMap((constraint) => {
    const references = textFact(constraint, 'references');
    if (references === null || constraint.relation === null) return [];
    return wanted.has(sameName(references)) || wanted.has(sameName(constraint.relation))
      ? [constraint.relation]
      : [];
  });
  return [...new Set(referring)].filter((name) => findObject(end, 'table', name) !== null).sort();
}

function foreignKeyQuery(table: string): Query {
  return countQuery({
    when: 'after',
    title: `Rows of ${code(table)} that refer to a row which is not there`,
    reason: `Foreign keys of ${code(table)} are not looked at while they are off`,
    of: 'violations',
    from: `pragma_foreign_key_check(${literal(bare(table))})`,
    expect: '0',
  });
}

function integrityQuery(table: string): Query {
  return countQuery({
    when: 'after',
    title: `Problems that SQLite finds in ${code(table)}`,
    reason: `${code(table)} has another form, and its rows are to be whole`,
    of: 'problems',
    from: `pragma_integrity_check(${literal(bare(table))}) WHERE integrity_check <> 'ok'`,
    expect: '0',
  });
}
