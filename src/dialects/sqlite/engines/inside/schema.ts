import { quoteIdentifier } from '../../catalog/quote.ts';
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

const RELATIONS = `SELECT type, name FROM pragma_table_list
  WHERE schema = 'main' AND type IN ('table', 'virtual', 'view') AND substr(name, 1, 7) <> 'sqlite_'`;

const PARTS = 'SELECT type, name, tbl_name, rootpage FROM main.sqlite_schema';

/** Reads the schema as the session sees it now. */
export function readSchema(connection: Connection): Schema {
  const relations = connection
    .tell(RELATIONS)
    .map(
      ([kind, name]) => [lower(name), { kind, name: quoteIdentifier(name ?? '') } as SchemaRelation] as const,
    );
  const parts = connection.tell(PARTS);
  const roots = parts.flatMap(([type, name, table, root]): [number, Root][] =>
    Number(root) === 0
      ? []
      : [[Number(root), { table: lower(table), index: type === 'index' ? (name ?? '') : null }]],
  );
  const parted = parts.filter(([type]) => type === 'index' || type === 'trigger');
  return {
    relations: new Map(relations),
    roots: new Map(roots),
    tablesOf: new Map(parted.map(([, name, table]) => [lower(name), lower(table)])),
  };
}

/** SQLite compares names without regard to the case of ASCII letters. */
export function lower(name: string | null | undefined): string {
  return (name ?? '').replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}
