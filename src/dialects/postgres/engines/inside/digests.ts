import type { RelationDigest } from '../../../../model/engine.ts';
import { FIRST_USER_OID, RELATION_NAME } from './relation-name.ts';
import type { ResultSet } from './answer.ts';
import type { Session } from './session.ts';

type NamedDigest = readonly [string, RelationDigest];

/** Ordinary tables: name, the query that sums their rows up, the one that digests each column; none for empty ones. */
const TABLES = `
  SELECT ${RELATION_NAME},
  CASE WHEN pg_catalog.pg_relation_size(c.oid) > 0 THEN pg_catalog.format(
    'SELECT %L AS name, pg_catalog.count(*)::text AS rows, pg_catalog.md5(pg_catalog.string_agg((t.*)::text, E''\\x1f''
     ORDER BY (t.*)::text)) FROM ONLY %I.%I t', ${RELATION_NAME}, n.nspname, c.relname) END,
  pg_catalog.format(
    'SELECT %L AS name, pg_catalog.count(*) AS rows, pg_catalog.array_to_json(ARRAY[%s]::text[])::text AS digests
     FROM (SELECT t.*, (t.*)::text AS "holdpoint row" FROM ONLY %I.%I t) t',
    ${RELATION_NAME}, COALESCE(columns.digests, ''), n.nspname, c.relname)
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

/** Digests tables, and a second time only those whose rows or columns are not the same as at the last time. */
export class Digests {
  readonly #session: Session;
  /** By table: its rows summed up, its query, and what that gave. */
  readonly #known = new Map<
    string,
    { readonly rows: string; readonly query: string; readonly digest: RelationDigest }
  >();

  constructor(session: Session) {
    this.#session = session;
  }

  /** Row counts and per-column digests of all ordinary tables, or of the named ones; sorted by name. */
  async read(wanted: readonly string[] | null): Promise<readonly NamedDigest[]> {
    const [tables] = await this.#session.tell(TABLES);
    const chosen = (tables?.rows ?? []).filter(([name]) => wanted?.includes(name ?? '') ?? true);
    const sums = await this.#ask(chosen.flatMap(([, sum]) => sum ?? []));
    const rowsOf = new Map(sums.map(([name, rows, text]) => [name ?? '', `${rows ?? ''} ${text ?? ''}`]));
    const changed = chosen.flatMap(([name, , query]) => {
      const rows = rowsOf.get(name ?? '');
      const known = this.#known.get(name ?? '');
      if (rows === undefined || (known?.rows === rows && known.query === query)) return [];
      return [{ name: name ?? '', rows, query: query ?? '' }];
    });
    const digests = new Map((await this.#ask(changed.map(({ query }) => query))).map((row) => [row[0], row]));
    for (const { name, rows, query } of changed)
      this.#known.set(name, { rows, query, digest: digestOf(digests.get(name) ?? []) });
    return chosen.map(([name]) => [
      name ?? '',
      rowsOf.has(name ?? '') ? (this.#known.get(name ?? '')?.digest ?? NO_ROWS) : NO_ROWS,
    ]);
  }

  async #ask(queries: readonly string[]): Promise<ResultSet['rows']> {
    const rows: ResultSet['rows'] = [];
    for (let at = 0; at < queries.length; at += MOST_AT_ONCE) {
      const [found] = await this.#session.tell(queries.slice(at, at + MOST_AT_ONCE).join('\nUNION ALL\n'));
      rows.push(...(found?.rows ?? []));
    }
    return rows;
  }
}

const NO_ROWS: RelationDigest = { rows: 0, columns: {} };

function digestOf([, rows, digests]: readonly (string | null)[]): RelationDigest {
  if (rows === undefined || rows === '0') return NO_ROWS;
  const pairs = JSON.parse(digests ?? '[]') as string[];
  const columns: [string, string][] = [];
  for (let at = 0; at + 1 < pairs.length; at += 2) columns.push([pairs[at] ?? '', pairs[at + 1] ?? '']);
  return { rows: Number(rows), columns: Object.fromEntries(columns) };
}
