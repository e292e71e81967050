import type { RelationDigest } from '../../../../model/engine.ts';
import { FIRST_USER_OID, RELATION_NAME } from './relation-name.ts';
import type { Session } from './session.ts';

type NamedDigest = readonly [string, RelationDigest];

/** Ordinary tables with, for those that hold anything, the query that digests them. */
const TABLES = `
  SELECT ${RELATION_NAME}, CASE WHEN pg_catalog.pg_relation_size(c.oid) > 0 THEN pg_catalog.format(
    'SELECT %L AS name, pg_catalog.count(*) AS rows, pg_catalog.array_to_json(ARRAY[%s]::text[])::text AS digests
     FROM (SELECT t.*, (t.*)::text AS "holdpoint row" FROM ONLY %I.%I t) t',
    ${RELATION_NAME}, COALESCE(columns.digests, ''), n.nspname, c.relname) END
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  LEFT JOIN LATERAL (
    SELECT pg_catalog.string_agg(pg_catalog.format(
      '%L, pg_catalog.md5(pg_catalog.string_agg(COALESCE(''v'' || t.%I::text, ''n''), E''\\x1f'' ORDER BY "holdpoint row"))',
      a.attname, a.attname), ', ' ORDER BY a.attnum) AS digests
    FROM pg_catalog.pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  ) columns ON true
  WHERE c.relkind = 'r' AND c.relpersistence <> 't' AND c.oid >= ${FIRST_USER_OID}
  ORDER BY 1`;

/** Branches of one `UNION ALL`; each is a level of the server's stack. */
const MOST_AT_ONCE = 100;

/** Row counts and per-column digests of all ordinary tables, or of the named ones; sorted by name. */
export async function digestTables(
  session: Session,
  wanted: readonly string[] | null,
): Promise<readonly NamedDigest[]> {
  const [tables] = await session.tell(TABLES);
  const chosen = (tables?.rows ?? []).filter(([name]) => wanted?.includes(name ?? '') ?? true);
  const queries = chosen.flatMap(([, query]) => query ?? []);
  const filled = new Map<string | null, RelationDigest>();
  for (let at = 0; at < queries.length; at += MOST_AT_ONCE) {
    const [found] = await session.tell(queries.slice(at, at + MOST_AT_ONCE).join('\nUNION ALL\n'));
    for (const row of found?.rows ?? []) filled.set(row[0] ?? null, digestOf(row));
  }
  return chosen.map(([name]) => [name ?? '', filled.get(name ?? '') ?? { rows: 0, columns: {} }]);
}

function digestOf([, rows, digests]: readonly (string | null)[]): RelationDigest {
  if (rows === '0') return { rows: 0, columns: {} };
  const pairs = JSON.parse(digests ?? '[]') as string[];
  const columns: [string, string][] = [];
  for (let at = 0; at + 1 < pairs.length; at += 2) columns.push([pairs[at] ?? '', pairs[at + 1] ?? '']);
  return { rows: Number(rows), columns: Object.fromEntries(columns) };
}
