import type { RelationDigest, Row } from '../../../../model/engine.ts';
import { PreparedQueries, type Ask } from '../prepared-queries.ts';
import { FIRST_USER_OID, RELATION_NAME } from './relation-name.ts';
import { rowsOf, type Session } from './session.ts';

type NamedDigest = readonly [string, RelationDigest];

const TABLES = `FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind = 'r' AND c.relpersistence <> 't' AND c.oid >= ${FIRST_USER_OID}`;

/** Ordinary tables: name, OID, what names their columns, and the query that sums their rows up; none for empty ones. */
const SUMS = `
  SELECT ${RELATION_NAME} AS name, c.oid,
  (SELECT pg_catalog.sum(pg_catalog.hashnameextended(a.attname, a.attnum)) FROM pg_catalog.pg_attribute a
    WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS columns,
  CASE WHEN pg_catalog.pg_relation_size(c.oid) > 0 THEN pg_catalog.format(
    'SELECT %L AS name, pg_catalog.count(*)::text AS rows, pg_catalog.md5(pg_catalog.string_agg((t.*)::text, E''\\x1f''
     ORDER BY (t.*)::text)) AS sum FROM ONLY %I.%I t', ${RELATION_NAME}, n.nspname, c.relname) END AS query
  ${TABLES}`;

/** The query that digests each column, for the tables whose OIDs are `$1`. */
const COLUMNS = `
  SELECT pg_catalog.format(
    'SELECT %L AS name, pg_catalog.count(*) AS rows, pg_catalog.array_to_json(ARRAY[%s]::text[])::text AS digests
     FROM (SELECT t.*, (t.*)::text AS "holdpoint row" FROM ONLY %I.%I t) t',
    ${RELATION_NAME}, COALESCE((SELECT pg_catalog.string_agg(pg_catalog.format(
      '%L, pg_catalog.md5(pg_catalog.string_agg(COALESCE(''v'' || t.%I::text, ''n''), E''\\x1f'' ORDER BY "holdpoint row"))',
      a.attname, a.attname), ', ' ORDER BY a.attnum)
    FROM pg_catalog.pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped), ''),
    n.nspname, c.relname) AS query
  ${TABLES} AND c.oid = ANY ($1::pg_catalog.oid[])`;

/** Branches of one `UNION ALL`; each is a level of the server's stack. */
const MOST_AT_ONCE = 100;

/** Neighbors are summed up together, so that a change of one table lets the plans of the others stand. */
const NEIGHBORS = 256;

/** Plans of more tables than this take more memory than they are worth. */
const MOST_PLANNED = 500;

interface Known {
  readonly rows: string;
  readonly columns: string | null;
  readonly digest: RelationDigest;
}

/** Digests tables, and a second time only those whose rows or columns are not the same as at the last time. */
export class Digests {
  readonly #ask: Ask;
  readonly #queries: PreparedQueries;
  /** By table: its rows and columns summed up, and its digest. */
  readonly #known = new Map<string, Known>();

  constructor(session: Session) {
    this.#ask = async (sqls) => {
      const answers: (readonly Row[])[] = [];
      for (const sql of sqls) answers.push(rowsOf((await session.tell(sql))[0]));
      return answers;
    };
    this.#queries = new PreparedQueries(this.#ask, 'digests');
  }

  /** Row counts and per-column digests of all ordinary tables, or of the named ones; sorted by name. */
  async read(wanted: readonly string[] | null): Promise<readonly NamedDigest[]> {
    await this.#queries.look();
    const [tables = []] = await this.#queries.run([{ sql: SUMS }]);
    const chosen = sorted(tables.filter(({ name }) => wanted?.includes(name ?? '') ?? true));
    const sums = await this.#sums(chosen, wanted === null);
    const changed = chosen.filter(({ name, columns }) => {
      const known = this.#known.get(name ?? '');
      const rows = sums.get(name ?? '');
      return rows !== undefined && (known?.rows !== rows || known.columns !== columns);
    });
    const digests = new Map((await this.#columns(changed)).map((row) => [row['name'], row]));
    for (const { name, columns = null } of changed) {
      const digest = digestOf(digests.get(name ?? '') ?? {});
      this.#known.set(name ?? '', { rows: sums.get(name ?? '') ?? '', columns, digest });
    }
    return chosen.map(({ name }) => [
      name ?? '',
      sums.has(name ?? '') ? (this.#known.get(name ?? '')?.digest ?? NO_ROWS) : NO_ROWS,
    ]);
  }

  /** Number and sum of the rows of each table that holds any. */
  async #sums(tables: readonly Row[], areAll: boolean): Promise<ReadonlyMap<string, string>> {
    const filled = tables.flatMap(({ oid, query }) =>
      query ? [{ near: Math.floor(Number(oid) / NEIGHBORS), query }] : [],
    );
    const texts = [...grouped(filled).values()].flatMap(inUnions);
    // A few tables make another query each time; it must not push out the one that is asked again.
    const isKept = areAll && filled.length <= MOST_PLANNED;
    const answers = isKept ? await this.#queries.run(texts.map((sql) => ({ sql }))) : await this.#ask(texts);
    if (isKept) await this.#queries.keepOnly(new Set([SUMS, COLUMNS, ...texts]));
    return new Map(answers.flat().map(({ name, rows, sum }) => [name ?? '', `${rows ?? ''} ${sum ?? ''}`]));
  }

  async #columns(tables: readonly Row[]): Promise<readonly Row[]> {
    if (tables.length === 0) return [];
    const oids = tables.map(({ oid }) => oid ?? '0');
    const [texts = []] = await this.#queries.run([{ sql: COLUMNS, oids: [oids] }]);
    return (await this.#ask(inUnions(texts.map(({ query }) => query ?? '')))).flat();
  }
}

/** By name, in the same order on every server, whatever its collation. */
function sorted(tables: readonly Row[]): Row[] {
  return tables.toSorted(({ name: left }, { name: right }) => ((left ?? '') < (right ?? '') ? -1 : 1));
}

function grouped(tables: readonly { near: number; query: string }[]): Map<number, string[]> {
  const groups = new Map<number, string[]>();
  for (const { near, query } of tables) groups.set(near, [...(groups.get(near) ?? []), query]);
  return groups;
}

function inUnions(queries: readonly string[]): string[] {
  const unions: string[] = [];
  for (let at = 0; at < queries.length; at += MOST_AT_ONCE)
    unions.push(queries.slice(at, at + MOST_AT_ONCE).join('\nUNION ALL\n'));
  return unions;
}

const NO_ROWS: RelationDigest = { rows: 0, columns: {} };

function digestOf({ rows, digests }: Row): RelationDigest {
  if (!rows || rows === '0') return NO_ROWS;
  const pairs = JSON.parse(digests ?? '[]') as string[];
  const columns: [string, string][] = [];
  for (let at = 0; at + 1 < pairs.length; at += 2) columns.push([pairs[at] ?? '', pairs[at + 1] ?? '']);
  return { rows: Number(rows), columns: Object.fromEntries(columns) };
}
