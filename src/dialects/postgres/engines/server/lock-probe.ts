import type { Client } from 'pg';
import type { Blocks, Effect } from '../../../../model/observation.ts';
import { blocksAtLeast } from '../../../../model/observation.ts';
import { blockedBy } from '../../lock-modes.ts';
import { listInWords } from '../../../../lib/list-in-words.ts';
import { rowsOf } from '../inside/session.ts';
import { askServer } from './text-query.ts';

/** How a second session uses a relation, and what keeps it from doing so. */
const USES = [
  {
    verb: 'SELECT',
    needs: 'reads-and-writes',
    sql: ({ table }: Shape) => `SELECT * FROM ONLY ${table} LIMIT 0`,
  },
  {
    verb: 'INSERT',
    needs: 'writes',
    sql: ({ table, column }: Shape) =>
      `INSERT INTO ${table} (${column}) SELECT ${column} FROM ONLY ${table} WHERE false`,
  },
  {
    verb: 'UPDATE',
    needs: 'writes',
    sql: ({ table, column }: Shape) => `UPDATE ONLY ${table} SET ${column} = ${column} WHERE false`,
  },
] as const satisfies readonly { verb: string; needs: Blocks; sql: (shape: Shape) => string }[];

interface Shape {
  readonly table: string;
  readonly column: string;
}

const LOCK_NOT_AVAILABLE = '55P03';

/** As many sessions as {@link probeLock} uses at once. */
export const PROBE_SESSIONS = USES.length;

/** What second sessions met on one relation. */
export interface ProbedLock {
  /** "a second session's INSERT and UPDATE waited, its SELECT did not". */
  readonly words: string;
  /** What is not as the lock table says; null when all is. */
  readonly surprise: string | null;
}

/**
 * Reads and writes a relation from other sessions, in the shape that they see: the one before the open transaction.
 * Null when they do not see the relation, or when it is no table.
 */
export async function probeLock(sessions: readonly Client[], effect: Effect): Promise<ProbedLock | null> {
  const [first] = sessions;
  const shape = first === undefined ? null : await shapeOf(first, effect.relation);
  if (shape === null) return null;
  const blocks = blockedBy(effect.lock);
  const tried = await Promise.all(
    USES.map(async ({ verb, needs, sql }, index) => {
      const waited = await waits(sessions[index], sql(shape));
      return { verb, waited, expected: blocksAtLeast(blocks, needs) };
    }),
  );
  const odd = tried.filter(({ waited, expected }) => waited !== expected).map(({ verb }) => verb);
  const surprise =
    odd.length === 0
      ? null
      : `WARNING: ${effect.lock} on ${effect.relation}: a second session's ${listInWords(odd)} did not go as PostgreSQL's lock table says`;
  return { words: inWords(tried), surprise };
}

function inWords(tried: readonly { readonly verb: string; readonly waited: boolean }[]): string {
  const verbs = (waited: boolean): string[] =>
    tried.filter((each) => each.waited === waited).map(({ verb }) => verb);
  const [waited, free] = [verbs(true), verbs(false)];
  if (waited.length === 0) return `a second session's ${listInWords(free)} did not wait`;
  const rest = free.length === 0 ? '' : `, its ${listInWords(free)} did not`;
  return `a second session's ${listInWords(waited)} waited${rest}`;
}

/** A column that may be written, as the other session sees the table. Reading the catalog waits for nobody. */
async function shapeOf(session: Client, relation: string): Promise<Shape | null> {
  const { results } = await askServer(
    session,
    `SELECT c.oid::pg_catalog.regclass::text AS table, pg_catalog.quote_ident(a.attname) AS column
     FROM pg_catalog.pg_class c JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid
     WHERE c.oid = pg_catalog.to_regclass('${relation.replaceAll("'", "''")}') AND c.relkind IN ('r', 'p')
       AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' AND a.attidentity <> 'a'
     ORDER BY a.attnum LIMIT 1`,
  );
  const [row] = rowsOf(results[0]);
  return row === undefined ? null : { table: row['table'] ?? '', column: row['column'] ?? '' };
}

/** True when the statement gives up waiting for a lock; any other end, an error too, comes after the lock. */
async function waits(session: Client | undefined, sql: string): Promise<boolean> {
  if (session === undefined) return false;
  const { error } = await askServer(session, `BEGIN;${sql}`);
  await askServer(session, 'ROLLBACK');
  return error?.code === LOCK_NOT_AVAILABLE;
}
