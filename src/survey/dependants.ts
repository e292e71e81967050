import { compareText } from '../lib/version-order.ts';
import { objectKey, type Catalog, type CatalogObject, type Fact } from '../model/catalog.ts';
import type { Contract } from '../model/contract.ts';
import type { Dependant } from '../model/surroundings.ts';
import { anyOf } from './references/forms.ts';
import { bareName } from './references/identifier.ts';

/** What of the shipped schema rests on an object that goes; parts of the same table that go with it are left out. */
export function dependantsOf(contracts: readonly Contract[], shipped: Catalog): Dependant[] {
  const found = contracts.flatMap((contract) =>
    [...shipped.values()].flatMap((object) => {
      const kind = kindOf(object);
      if (kind === null || !restsOn(object, contract)) return [];
      return [{ object: contract.object, kind, name: object.name }];
    }),
  );
  return found.sort(
    (left, right) =>
      compareText(left.object, right.object) ||
      compareText(left.kind, right.kind) ||
      compareText(left.name, right.name),
  );
}

const KINDS: ReadonlySet<CatalogObject['kind']> = new Set<CatalogObject['kind']>([
  'view',
  'materialized-view',
  'function',
  'aggregate',
  'trigger',
  'rule',
  'policy',
  'publication',
  'constraint',
  'index',
]);

/** In words; null for what does not count: plain constraints and indexes say nothing that the table does not. */
function kindOf({ kind, facts }: CatalogObject): string | null {
  if (!KINDS.has(kind)) return null;
  if (kind === 'constraint') return facts['type'] === 'foreign-key' ? 'foreign key' : null;
  if (kind === 'index') return isByExpression(facts) ? 'index by expression' : null;
  return kind.replaceAll('-', ' ');
}

function isByExpression(facts: CatalogObject['facts']): boolean {
  const columns = facts['columns'];
  return typeof facts['predicate'] === 'string' || (Array.isArray(columns) && columns.includes(null));
}

function restsOn(object: CatalogObject, contract: Contract): boolean {
  if (object.kind === 'constraint') return restsOnKey(object, contract);
  if (object.kind === 'publication') return isPublished(object, contract);
  if (object.kind === 'function') return isUsedBy(object, contract) || isInBody(object, contract);
  const { table, column } = contract;
  const isOwn = object.relation === table;
  if (column === null) return !isOwn && isUsedBy(object, contract);
  return isUsedBy(object, contract) || (isOwn && isWritten(object, column));
}

/** By what the database itself knows of dependencies. */
function isUsedBy({ facts }: CatalogObject, { object, table, kind }: Contract): boolean {
  const own = [objectKey('table', table), objectKey('view', table)];
  return listOf(facts['uses']).some(
    (use) =>
      use === objectKey('column', object) ||
      (kind === 'table' && (own.includes(use) || use.startsWith(`column ${table}.`))),
  );
}

/** Foreign keys of other tables to it, and for a column those that begin with it. */
function restsOnKey({ relation, facts }: CatalogObject, { table, column }: Contract): boolean {
  const refers = facts['references'] === table;
  if (column === null) return refers && relation !== table;
  return (
    (refers && listOf(facts['referencedColumns']).includes(column)) ||
    (relation === table && listOf(facts['columns']).includes(column))
  );
}

/** Published by its name; a publication of all tables says nothing about one. */
function isPublished({ facts }: CatalogObject, { table, column }: Contract): boolean {
  const bare = bareName(table);
  const published = listOf(facts['tables']).filter((entry) => has(anyOf([bare]), entry));
  return published.some(
    (entry) => column === null || (entry.includes('(') && has(anyOf([bareName(column)]), entry)),
  );
}

/** A body is text that the database does not look into: both names have to stand in it. */
function isInBody({ facts }: CatalogObject, { table, column }: Contract): boolean {
  const body = textOf(facts['definition']);
  const isNamed = has(anyOf([bareName(table)]), body);
  return isNamed && (column === null || has(anyOf([bareName(column)]), body));
}

function isWritten({ facts }: CatalogObject, column: string): boolean {
  return has(anyOf([bareName(column)]), textOf(facts['definition']));
}

function has(pattern: RegExp, text: string): boolean {
  return pattern.test(text);
}

function listOf(fact: Fact | undefined): string[] {
  return Array.isArray(fact)
    ? (fact as readonly Fact[]).filter((each): each is string => typeof each === 'string')
    : [];
}

function textOf(fact: Fact | undefined): string {
  return typeof fact === 'string' ? fact : '';
}
