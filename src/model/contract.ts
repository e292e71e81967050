import { findRelation, objectsOf, type Catalog, type CatalogObject } from './catalog.ts';
import type { Change } from './change.ts';
import type { Rehearsal, RehearsedStatement } from './rehearsal.ts';

/** A shipped table or column that the change drops, renames or gives another type. */
export interface Contract {
  readonly deed: 'dropped' | 'renamed' | 'retyped';
  readonly kind: 'table' | 'column';
  /** As it is shipped: `users`, `users.email`. */
  readonly object: string;
  /** The table, as it is shipped. */
  readonly table: string;
  /** Bare name of the column; null for a table. */
  readonly column: string | null;
  /** Own new name of what is renamed; null otherwise. */
  readonly to: string | null;
  /** Where it happens: indexes in {@link Rehearsal.migrations} and its statements. */
  readonly migration: number;
  readonly statement: number;
  readonly path: string;
  readonly line: number;
}

const remembered = new WeakMap<Rehearsal, readonly Contract[]>();

/**
 * What the whole change takes away from code that is written for the shipped schema, in running order; a table stands
 * for its columns. A view that keeps an old name keeps it for the code. Computed once for each rehearsal.
 */
export function contractsOf(rehearsal: Rehearsal): readonly Contract[] {
  const known = remembered.get(rehearsal);
  if (known !== undefined) return known;
  const found = [...measured(rehearsal), ...written(rehearsal)];
  const unique = [...new Map(found.map((contract) => [contract.object, contract])).values()];
  remembered.set(rehearsal, unique);
  return unique;
}

/** Contracts that end the use of a name: code that still uses it fails. */
export function endsUse({ deed }: Contract): boolean {
  return deed !== 'retyped';
}

interface Place {
  readonly at: Pick<Contract, 'migration' | 'statement' | 'path' | 'line'>;
  readonly statement: RehearsedStatement;
}

function placesOf({ migrations }: Rehearsal): Place[] {
  return migrations.flatMap(({ change, statements }, migration) =>
    statements.map((statement, index) => ({
      at: {
        migration,
        statement: index,
        path: change.migration.path,
        line: statement.statement.span.line,
      },
      statement,
    })),
  );
}

const TABLES: readonly CatalogObject['kind'][] = ['table', 'view', 'materialized-view', 'foreign-table'];

function measured(rehearsal: Rehearsal): Contract[] {
  const places = placesOf(rehearsal);
  const end = places.at(-1)?.statement.after;
  const { shipped } = rehearsal;
  if (end === undefined) return [];
  const relations = TABLES.flatMap((kind) => objectsOf(shipped, kind));
  const gone = relations.filter(({ name }) => findRelation(end, name) === null);
  const named = new Set(gone.map(({ name }) => name));
  const columns = objectsOf(shipped, 'column').filter(({ relation }) => !named.has(relation ?? ''));
  return [
    ...gone.flatMap((table) => contractOf(table, end, places)),
    ...columns.flatMap((column) => contractOf(column, end, places)),
  ].sort((left, right) => left.migration - right.migration || left.statement - right.statement);
}

function contractOf(object: CatalogObject, end: Catalog, places: readonly Place[]): Contract[] {
  const now = end.get(`${object.kind} ${object.name}`);
  const deed = deedOn(object, now, end);
  if (deed === null) return [];
  const place = places.find(({ statement: { after } }) => {
    const then = after.get(`${object.kind} ${object.name}`);
    return then === undefined || (deed === 'retyped' && then.facts['type'] !== object.facts['type']);
  });
  if (place === undefined) return [];
  const isColumn = object.kind === 'column';
  return [
    {
      deed,
      kind: isColumn ? 'column' : 'table',
      object: object.name,
      table: isColumn ? (object.relation ?? '') : object.name,
      column: isColumn ? ownName(object) : null,
      to: deed === 'renamed' ? newName(object, end) : null,
      ...place.at,
    },
  ];
}

/** What happened to it by the end; null for nothing that code has to know. */
function deedOn(
  object: CatalogObject,
  now: CatalogObject | undefined,
  end: Catalog,
): Contract['deed'] | null {
  if (now !== undefined)
    return object.kind === 'column' && now.facts['type'] !== object.facts['type'] ? 'retyped' : null;
  // A view in the place of the table may keep the names of its columns.
  const relation = object.kind === 'column' ? findRelation(end, object.relation ?? '') : null;
  const kept = relation?.facts['columns'];
  if (Array.isArray(kept) && kept.includes(ownName(object))) return null;
  return newName(object, end) === null ? 'dropped' : 'renamed';
}

function newName({ kind, id }: CatalogObject, end: Catalog): string | null {
  const after = objectsOf(end, kind).find((other) => other.id === id);
  return after === undefined ? null : ownName(after);
}

/** The name without that of the relation, or of the schema of a relation. */
function ownName({ kind, name, relation }: CatalogObject): string {
  return kind === 'column' ? name.slice((relation ?? '').length + 1) : name;
}

/** By the text of statements that nobody ran. */
function written(rehearsal: Rehearsal): Contract[] {
  return placesOf(rehearsal).flatMap(({ at, statement }) => {
    if (statement.observation !== null || statement.statement.kind === 'unreadable') return [];
    const isShipped = ({ table }: Deed): boolean => findRelation(rehearsal.shipped, table) !== null;
    return statement.statement.changes.flatMap((change) => {
      const deed = deedWritten(change);
      return deed === null || !isShipped(deed) ? [] : [{ ...deed, ...at }];
    });
  });
}

type Deed = Omit<Contract, 'migration' | 'statement' | 'path' | 'line'>;

function deedWritten(change: Change): Deed | null {
  const table = change.relation ?? change.object;
  const columnOf = (deed: Contract['deed'], column: string, to: string | null): Deed => ({
    deed,
    kind: 'column',
    object: `${table}.${column}`,
    table,
    column,
    to,
  });
  switch (change.kind) {
    case 'drop-column':
      return columnOf('dropped', change.column, null);
    case 'rename-column':
      return columnOf('renamed', change.column, change.to);
    case 'set-type':
      return columnOf('retyped', change.column, null);
    case 'drop':
    case 'rename': {
      if (!TABLES.some((kind) => kind === change.of)) return null;
      const to = change.kind === 'rename' ? change.to : null;
      const { object } = change;
      return {
        deed: to === null ? 'dropped' : 'renamed',
        kind: 'table',
        object,
        table: object,
        column: null,
        to,
      };
    }
    default:
      return null;
  }
}
