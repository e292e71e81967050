import type { Family } from './family.ts';
import { comment, letters, qualified, roleName } from './sql.ts';

function tables(version: number): string {
  const columns =
    version < 15
      ? ''
      : ` || coalesce(' (' || (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) FROM pg_attribute a WHERE a.attrelid = t.prrelid AND a.attnum = ANY (t.prattrs)) || ')', '')
      || coalesce(' WHERE (' || pg_get_expr(t.prqual, t.prrelid) || ')', '')`;
  return `coalesce((SELECT json_agg('TABLE ' || quote_ident(n.nspname) || '.' || quote_ident(c.relname)${columns} ORDER BY n.nspname, c.relname)
    FROM pg_publication_rel t JOIN pg_class c ON c.oid = t.prrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE t.prpubid = p.oid), '[]')`;
}

function schemas(version: number): string {
  if (version < 15) return `'[]'::json`;
  return `coalesce((SELECT json_agg('TABLES IN SCHEMA ' || quote_ident(n.nspname) ORDER BY n.nspname)
    FROM pg_publication_namespace t JOIN pg_namespace n ON n.oid = t.pnnspid WHERE t.pnpubid = p.oid), '[]')`;
}

/** Publications with what they publish. */
export const PUBLICATIONS: Family = {
  name: 'publications',
  classId: 6104,
  kind: 'publication',
  group: 'rare',
  parts: [],
  select: ({
    version,
  }) => `SELECT p.oid::text AS id, quote_ident(p.pubname) AS name, p.puballtables AS "allTables",
  ${tables(version)} AS tables, ${schemas(version)} AS schemas,
  concat_ws(', ', CASE WHEN p.pubinsert THEN 'insert' END, CASE WHEN p.pubupdate THEN 'update' END, CASE WHEN p.pubdelete THEN 'delete' END, CASE WHEN p.pubtruncate THEN 'truncate' END) AS publishes,
  p.pubviaroot AS "viaRoot", ${roleName('p.pubowner')} AS owner, ${comment(6104, 'p.oid')} AS comment
FROM pg_publication p`,
};

/** Event triggers. */
export const EVENT_TRIGGERS: Family = {
  name: 'event-triggers',
  classId: 3466,
  kind: 'event-trigger',
  group: 'rare',
  parts: [],
  select: () => `SELECT e.oid::text AS id, quote_ident(e.evtname) AS name,
  'CREATE EVENT TRIGGER ' || quote_ident(e.evtname) || ' ON ' || e.evtevent
    || coalesce(' WHEN TAG IN (' || (SELECT string_agg(quote_literal(t), ', ' ORDER BY t) FROM unnest(e.evttags) t) || ')', '')
    || ' EXECUTE FUNCTION ' || e.evtfoid::regproc || '()' AS definition,
  ${letters('e.evtenabled', { O: 'origin', D: 'disabled', R: 'replica', A: 'always' })} AS enabled,
  (SELECT ${qualified('n', 'p.proname')} || '()' FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE p.oid = e.evtfoid) AS function,
  ${roleName('e.evtowner')} AS owner, ${comment(3466, 'e.oid')} AS comment
FROM pg_event_trigger e`,
};
