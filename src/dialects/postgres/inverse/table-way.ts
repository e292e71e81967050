import type { CatalogObject } from '../../../model/catalog.ts';
import { objectsOf } from '../../../model/catalog.ts';
import { columnDefinition, columnSettings } from './column-definition.ts';
import { agree, isFact, listFact, textFact, wordFact, wordOf } from './facts.ts';
import { optionChanges, optionClause } from './option-changes.ts';
import type { Moments, Pair } from './pairing.ts';
import { literal, localName, qualified, sqlName } from './sql-names.ts';
import type { Way } from './way.ts';

const PERSISTENCE: Readonly<Record<string, string>> = { unlogged: 'UNLOGGED ', temporary: 'TEMPORARY ' };

/** Constraints that stand inside CREATE TABLE; foreign keys come when all tables are there. */
export function inlineConstraints(table: CatalogObject, moments: Moments): CatalogObject[] {
  return objectsOf(moments.before, 'constraint', table.name).filter(
    ({ facts }) =>
      ['primary-key', 'unique', 'check', 'exclude'].includes(wordOf(facts['type'])) &&
      (facts['inherited'] !== true || textFact(table, 'partitionOf') !== null) &&
      facts['validated'] === true,
  );
}

function columnsOf(table: CatalogObject, moments: Moments): CatalogObject[] {
  const isChild = listFact(table, 'inherits').length > 0;
  return objectsOf(moments.before, 'column', table.name).filter(
    (column) => !(isChild && isFact(column, 'inherited')),
  );
}

function createTable(table: CatalogObject, moments: Moments): string[] {
  const columns = columnsOf(table, moments);
  const lines = [
    ...columns.map((column) => columnDefinition(column, moments.before)),
    ...inlineConstraints(table, moments).map(
      (constraint) => `CONSTRAINT ${localName(constraint)} ${wordFact(constraint, 'definition')}`,
    ),
  ];
  const body = lines.length === 0 ? '()' : `(\n  ${lines.join(',\n  ')}\n)`;
  const settings = columns.flatMap((column) =>
    columnSettings(column).map(
      (setting) => `ALTER TABLE ${sqlName(table)} ALTER COLUMN ${localName(column)} ${setting}`,
    ),
  );
  return [`${head(table)} ${sqlName(table)} ${body}${tail(table)}`, ...settings, ...flags(table, null)];
}

function head(table: CatalogObject): string {
  if (table.kind === 'foreign-table') return 'CREATE FOREIGN TABLE';
  return `CREATE ${PERSISTENCE[textFact(table, 'persistence') ?? ''] ?? ''}TABLE`;
}

function tail(table: CatalogObject): string {
  const clauses: string[] = [];
  const parents = listFact(table, 'inherits').map(qualified);
  if (parents.length > 0) clauses.push(`INHERITS (${parents.join(', ')})`);
  const key = textFact(table, 'partitionKey');
  if (key !== null) clauses.push(`PARTITION BY ${key}`);
  const method = textFact(table, 'accessMethod');
  if (method !== null && method !== 'heap') clauses.push(`USING ${method}`);
  const options = listFact(table, 'options').map(optionClause);
  if (options.length > 0 && table.kind === 'table') clauses.push(`WITH (${options.join(', ')})`);
  const tablespace = textFact(table, 'tablespace');
  if (tablespace !== null) clauses.push(`TABLESPACE ${tablespace}`);
  const server = textFact(table, 'server');
  if (server !== null) clauses.push(`SERVER ${server}${serverOptions(table)}`);
  return clauses.map((clause) => ` ${clause}`).join('');
}

function serverOptions(table: CatalogObject): string {
  const options = listFact(table, 'serverOptions').map((option) => {
    const at = option.indexOf('=');
    return `${option.slice(0, at)} ${literal(option.slice(at + 1))}`;
  });
  return options.length === 0 ? '' : ` OPTIONS (${options.join(', ')})`;
}

/** Row security; replica identity other than by an index, which the index brings. */
function flags(table: CatalogObject, now: CatalogObject | null): string[] {
  const actions: string[] = [];
  const differs = (fact: string): boolean => (now === null ? isFact(table, fact) : !agree(table, now, fact));
  if (differs('rowSecurity')) {
    actions.push(`${isFact(table, 'rowSecurity') ? 'ENABLE' : 'DISABLE'} ROW LEVEL SECURITY`);
  }
  if (differs('forceRowSecurity')) {
    actions.push(`${isFact(table, 'forceRowSecurity') ? '' : 'NO '}FORCE ROW LEVEL SECURITY`);
  }
  const identity = textFact(table, 'replicaIdentity') ?? 'default';
  const present = now === null ? 'default' : textFact(now, 'replicaIdentity');
  if (identity !== present && identity !== 'index')
    actions.push(`REPLICA IDENTITY ${identity.toUpperCase()}`);
  return actions.map((action) => `ALTER TABLE ${sqlName(table)} ${action}`);
}

/** Storage, persistence and flags; partitions and inheritance are linked elsewhere, when both ends are there. */
function alterTable({ before, now }: Pair): string[] {
  const actions: string[] = [];
  if (!agree(before, now, 'persistence')) {
    actions.push(before.facts['persistence'] === 'unlogged' ? 'SET UNLOGGED' : 'SET LOGGED');
  }
  if (!agree(before, now, 'accessMethod')) {
    actions.push(`SET ACCESS METHOD ${textFact(before, 'accessMethod') ?? 'DEFAULT'}`);
  }
  if (!agree(before, now, 'tablespace')) {
    actions.push(`SET TABLESPACE ${textFact(before, 'tablespace') ?? 'pg_default'}`);
  }
  if (!agree(before, now, 'ofType')) {
    const type = textFact(before, 'ofType');
    actions.push(type === null ? 'NOT OF' : `OF ${type}`);
  }
  actions.push(...optionChanges(before, now));
  return [...actions.map((action) => `ALTER TABLE ${sqlName(before)} ${action}`), ...flags(before, now)];
}

/** Tables, partitioned and foreign ones included. */
export const TABLE_WAY: Way = {
  kinds: ['table', 'foreign-table'],
  create: createTable,
  drop: (table) => [`DROP ${table.kind === 'foreign-table' ? 'FOREIGN TABLE' : 'TABLE'} ${sqlName(table)}`],
  alter: alterTable,
  isMadeAgain: ({ before, now }) => before.kind !== now.kind || !agree(before, now, 'partitionKey'),
};
