import { quoteIdentifier } from '../../parse/names.ts';
import type { Connection } from './connection.ts';

/** A table, virtual table or view of the database, by the name that it has in SQL. */
interface SchemaRelation {
  readonly kind: 'table' | 'virtual' | 'view';
  /** As the catalog writes it. */
  readonly name: string;
}

/** What a root page belongs to: the table, and the index on it where it is one. */
export interface Root {
  readonly table: string;
  readonly index: string | null;
}

/** The schema at one moment, as far as observing needs it. Names are as SQL has them, in lower case. */
export interface Schema {
  readonly relations: ReadonlyMap<string, SchemaRelation>;
  readonly roots: ReadonlyMap<number, Root>;
  /** Tables of indexes and triggers, by their name. */
  readonly tablesOf: ReadonlyMap<string, string>;
}

const SCHEMA = `SELECT type, name, tbl_name, rootpage, substr(sql, 1, 14) = 'CREATE VIRTUAL' FROM main.sqlite_schema
  WHERE substr(tbl_name, 1, 7) <> 'sqlite_'`;

/** Tables that a virtual table keeps its content in; asked for only where there is one, since all views are looked into. */
const SHADOWS = "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'shadow'";

/** Reads the schema as the session sees it now. */
export function readSchema(connection: Connection): Schema {
  const relations = new Map<string, SchemaRelation>();
  const roots = new Map<number, Root>();
  const tablesOf = new Map<string, string>();
  for (const [type, name, table, root, isVirtual] of connection.tell(SCHEMA)) {
    const key = lower(name);
    if (type === 'table' || type === 'view')
      relations.set(key, { kind: isVirtual === '1' ? 'virtual' : type, name: quoteIdentifier(name ?? '') });
    else tablesOf.set(key, lower(table));
    if (root !== '0')
      roots.set(Number(root), { table: lower(table), index: type === 'index' ? (name ?? '') : null });
  }
  const hasVirtual = [...relations.values()].some(({ kind }) => kind === 'virtual');
  for (const [shadow] of hasVirtual ? connection.tell(SHADOWS) : []) relations.delete(lower(shadow));
  return { relations, roots, tablesOf };
}

/** SQLite compares names without regard to the case of ASCII letters. */
export function lower(name: string | null | undefined): string {
  return (name ?? '').replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}
