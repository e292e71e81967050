import {
  findObject,
  findRelation,
  objectsOf,
  type Catalog,
  type CatalogObject,
} from '../../../model/catalog.ts';
import type { Change } from '../../../model/change.ts';
import type { Room } from '../../../model/skipped.ts';
import { runningSql, type ReadableStatement } from '../../../model/statement.ts';
import { nextToken } from '../parse/lexer.ts';
import { qualified } from '../rows/names.ts';
import { removeRows } from '../rows/remove-rows.ts';

/** SQL that makes room for what a statement with `IF NOT EXISTS` asks for, and the statement; in a transaction. */
export function roomFor(statement: ReadableStatement, catalog: Catalog): Room | null {
  const standing = statement.changes.flatMap((change) => standingFor(change, catalog) ?? []);
  if (standing.length === 0) return null;
  const relations = new Set(statement.changes.map(({ relation }) => relation ?? ''));
  const tables = objectsOf(catalog, 'table').filter(({ name }) => relations.has(name));
  return {
    standing,
    // A column or index is wanted for itself; rows that do not suit it are another question.
    clear: [...removeRows(tables.map(({ name }) => name)), ...standing.map(dropOf)],
    sql: withoutConcurrently(runningSql(statement)),
  };
}

/** All relations, indexes among them, share their names. https://www.postgresql.org/docs/current/sql-createtable.html */
function standingFor(change: Change, catalog: Catalog): CatalogObject | null {
  if (change.ifNotExists !== true) return null;
  if (change.kind === 'add-column') return findObject(catalog, 'column', change.object);
  if (change.kind === 'create-schema') return findObject(catalog, 'schema', change.object);
  return findRelation(catalog, change.object) ?? findObject(catalog, 'index', change.object);
}

function dropOf(object: CatalogObject): string {
  const { kind, name, relation, facts } = object;
  if (kind === 'column') return dropPart('COLUMN', relation, name);
  if (kind === 'schema') return `DROP SCHEMA ${name} CASCADE`;
  // The index of a constraint goes with it only. https://www.postgresql.org/docs/current/sql-dropindex.html
  const { constraint } = facts;
  if (kind === 'index' && typeof constraint === 'string') return dropPart('CONSTRAINT', relation, constraint);
  return `DROP ${kind.replace('-', ' ').toUpperCase()} ${qualified(name)} CASCADE`;
}

function dropPart(what: 'COLUMN' | 'CONSTRAINT', relation: string | null, name: string): string {
  const own = name.slice(`${relation ?? ''}.`.length);
  return `ALTER TABLE ${qualified(relation ?? '')} DROP ${what} ${own} CASCADE`;
}

/** `CREATE INDEX CONCURRENTLY` refuses to run in a transaction; the index is the same without it. */
function withoutConcurrently(sql: string): string {
  let token = nextToken(sql, 0);
  for (let words = 0; words < 4 && token.kind === 'word'; words += 1) {
    const { start, end } = token;
    if (/^concurrently$/i.test(sql.slice(start, end))) return `${sql.slice(0, start)}${sql.slice(end)}`;
    token = nextToken(sql, end);
  }
  return sql;
}
