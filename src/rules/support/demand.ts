import { findObject, objectsOf, type CatalogObject } from '../../model/catalog.ts';
import type { RehearsedStatement } from '../../model/rehearsal.ts';
import { factText } from './cause.ts';
import { differenceOf, ownName } from './difference.ts';

/** What a statement asks of rows that are there already. */
export interface Demand {
  readonly kind: 'unique' | 'not-null';
  /** What refuses them: an index, a constraint or a column. */
  readonly object: string;
  /** The table and its columns right before the statement. */
  readonly table: CatalogObject;
  readonly columns: readonly CatalogObject[];
  /** Two rows without a value are alike for a unique index. */
  readonly nullsAreAlike: boolean;
}

/** What the statement asks of old rows that nothing asked of them before. */
export function demandsOf(statement: RehearsedStatement): Demand[] {
  return [...uniqueDemands(statement), ...notNullDemands(statement)];
}

/** An index of a partition comes with that of the whole table, which is told. */
function uniqueDemands(statement: RehearsedStatement): Demand[] {
  return differenceOf(statement).added.flatMap((index) => {
    const { facts } = index;
    if (index.kind !== 'index' || facts['unique'] !== true || facts['valid'] === false) return [];
    if (factText(index, 'predicate') !== '' || factText(index, 'partitionOf') !== '') return [];
    const names = columnNames(index);
    if (names === null || isUniqueAlready(statement, index.relation ?? '', names)) return [];
    const nullsAreAlike = factText(index, 'definition').includes('NULLS NOT DISTINCT');
    return demandOn(statement, index, names, { kind: 'unique', nullsAreAlike });
  });
}

/** Null when the index has expressions. */
function columnNames({ facts }: CatalogObject): string[] | null {
  const columns = facts['columns'];
  if (!Array.isArray(columns)) return null;
  const names = columns.filter((column): column is string => typeof column === 'string');
  return names.length === columns.length && names.length > 0 ? names : null;
}

/** Statistics may be older than what keeps the rows apart by now. */
function isUniqueAlready({ before }: RehearsedStatement, table: string, names: readonly string[]): boolean {
  return objectsOf(before, 'index', table).some((index) => {
    const { unique, valid } = index.facts;
    if (unique !== true || valid === false || factText(index, 'predicate') !== '') return false;
    return columnNames(index)?.every((column) => names.includes(column)) === true;
  });
}

function notNullDemands(statement: RehearsedStatement): Demand[] {
  const { added, altered } = differenceOf(statement);
  const required = altered
    .filter(({ before, after }) => after.kind === 'column' && before.facts['notNull'] !== true)
    .filter(({ after }) => after.facts['notNull'] === true && !isUnchecked(statement, after))
    .map(({ before, after }) => ({ by: { ...after, name: before.name }, names: [ownName(after)] }));
  const validated = altered.filter(({ before }) => before.facts['validated'] === false);
  const checked = [...added, ...validated.map(({ after }) => after)]
    .filter(({ kind, facts }) => kind === 'constraint' && facts['validated'] === true)
    .map((constraint) => ({ by: constraint, names: requiredBy(constraint) }));
  const seen = new Set<string>();
  return [...required, ...checked].flatMap(({ by, names }) =>
    names.flatMap((name) => {
      const key = `${by.relation ?? ''}.${name}`;
      if (seen.has(key) || isRequiredAlready(statement, by.relation ?? '', name)) return [];
      seen.add(key);
      return demandOn(statement, by, [name], { kind: 'not-null', nullsAreAlike: false });
    }),
  );
}

/** From version 18 on a column may be required of new rows only. */
function isUnchecked({ after }: RehearsedStatement, column: CatalogObject): boolean {
  return objectsOf(after, 'constraint', column.relation ?? '').some(
    (constraint) =>
      constraint.facts['validated'] === false && requiredBy(constraint).includes(ownName(column)),
  );
}

function isRequiredAlready({ before }: RehearsedStatement, table: string, column: string): boolean {
  return objectsOf(before, 'constraint', table).some(
    (constraint) => constraint.facts['validated'] === true && requiredBy(constraint).includes(column),
  );
}

/** Columns that a constraint wants filled: `NOT NULL a`, `CHECK ((a IS NOT NULL) AND (b IS NOT NULL))`. */
function requiredBy(constraint: CatalogObject): string[] {
  const columns = columnNames(constraint) ?? [];
  if (constraint.facts['type'] === 'not-null') return columns;
  if (constraint.facts['type'] !== 'check') return [];
  const [, text = ''] = /^CHECK (.*?)(?: NO INHERIT)?$/s.exec(factText(constraint, 'definition')) ?? [];
  const parts = text.replaceAll(/[()]/g, '').split(' AND ');
  const isOnlyThat = parts.every((part) => columns.some((column) => part === `${column} IS NOT NULL`));
  return isOnlyThat ? columns : [];
}

/** None where one of the columns comes with the statement itself. */
function demandOn(
  { before, after }: RehearsedStatement,
  { name: object, relation }: CatalogObject,
  names: readonly string[],
  rest: Pick<Demand, 'kind' | 'nullsAreAlike'>,
): Demand[] {
  const table = findObject(before, 'table', relation ?? '');
  const columns = names.flatMap((name) => {
    const was = findObject(before, 'column', `${relation ?? ''}.${name}`);
    const is = findObject(after, 'column', `${relation ?? ''}.${name}`);
    return was === null || was.id !== is?.id ? [] : [was];
  });
  return table === null || columns.length < names.length ? [] : [{ ...rest, object, table, columns }];
}
