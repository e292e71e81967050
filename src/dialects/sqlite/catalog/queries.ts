/** Everything in the main database's schema, SQLite's own tables left out. https://www.sqlite.org/schematab.html */
export const SCHEMA = `SELECT type, name, tbl_name AS "table", rowid, rootpage AS root, sql FROM main.sqlite_schema
  WHERE substr(tbl_name, 1, 7) <> 'sqlite_' ORDER BY rowid`;

/** What the file keeps beside its schema. */
export const SETTINGS = `SELECT 'user_version' AS name, user_version AS value FROM pragma_user_version
  UNION ALL SELECT 'application_id', application_id FROM pragma_application_id`;

/** Whether the session minds foreign keys; no value in a build without them. */
export const FOREIGN_KEYS = 'PRAGMA foreign_keys';

/** The largest rowid that each table with `AUTOINCREMENT` ever gave; the table is there once one was created. */
export const SEQUENCES = 'SELECT name, seq FROM main.sqlite_sequence ORDER BY name';

/** Tables that a virtual table keeps its content in. https://www.sqlite.org/vtab.html#the_xshadowname_method */
export const SHADOWS = "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'shadow'";

/** Kind, columns, foreign keys and parts of indexes of the tables named. */
export function detailQueries(tables: readonly string[]): readonly string[] {
  const wanted = tables.map((name) => `('${name.replaceAll("'", "''")}')`).join(', ');
  const from = `FROM (WITH wanted(name) AS (VALUES ${wanted}) SELECT name FROM wanted) w`;
  return [
    `SELECT w.name AS "table", l.wr AS "withoutRowid", l.strict
     ${from}, pragma_table_list(w.name) l WHERE l.schema = 'main'`,
    `SELECT w.name AS "table", c.cid, c.name, c.type, c."notnull", c.dflt_value AS "default", c.pk, c.hidden
     ${from}, pragma_table_xinfo(w.name, 'main') c`,
    `SELECT w.name AS "table", f.id, f.seq, f."table" AS target, f."from", f."to", f.on_update AS "onUpdate",
     f.on_delete AS "onDelete" ${from}, pragma_foreign_key_list(w.name, 'main') f ORDER BY w.name, f.id, f.seq`,
    `SELECT w.name AS "table", i.name AS "index", i."unique", i.origin, x.seqno, x.cid, x.name, x."desc", x.coll
     ${from}, pragma_index_list(w.name, 'main') i, pragma_index_xinfo(i.name, 'main') x
     WHERE x.key = 1 ORDER BY w.name, i.name, x.seqno`,
  ];
}

/** Columns of a view; fails where the view does. */
export function viewColumns(view: string): string {
  return `SELECT name, type FROM pragma_table_xinfo('${view.replaceAll("'", "''")}', 'main')`;
}
