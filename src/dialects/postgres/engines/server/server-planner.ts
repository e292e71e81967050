import type { Planner } from '../inside/observe/planner.ts';
import { pretendRows } from '../inside/observe/scaled-statistics.ts';
import type { Relation } from '../inside/observe/state.ts';
import type { Session } from '../inside/session.ts';
import type { Admitted } from './admission.ts';
import { pretendRowsByCatalog } from './catalog-statistics.ts';

/** From this version on there are functions that set statistics, for everybody who owns the table. */
const HAS_FUNCTIONS = 18;

/**
 * A server's planner: its files are out of reach, so that an empty one gets a row, and before version 18 statistics
 * are written into the catalog, which only a superuser may. All of it is taken back with the savepoint around.
 */
export function serverPlanner(session: Session, { major, superuser }: Admitted): Planner {
  return {
    movesCounters: true,
    fillEmptyFiles: async (relations) => {
      const filled = await fill(session, relations, superuser);
      return filled ? () => undefined : null;
    },
    pretendRows: async (relations, rows) => {
      const oids = relations.map(({ oid }) => oid);
      if (oids.length === 0) return true;
      if (major < HAS_FUNCTIONS && !superuser) return false;
      const sql = major < HAS_FUNCTIONS ? pretendRowsByCatalog(oids, rows) : pretendRows(oids, rows);
      return (await session.ask(sql)).error === null;
    },
  };
}

/** True when no relation's file is empty any more. */
async function fill(session: Session, relations: readonly Relation[], superuser: boolean): Promise<boolean> {
  const oids = relations.filter(({ kind }) => kind === 'r' || kind === 'm').map(({ oid }) => oid);
  if (oids.length === 0) return true;
  const [inserts] = await session.tell(insertsOfNothing(oids));
  const texts = (inserts?.rows ?? []).map(([text]) => text ?? '');
  if (texts.length === 0) return true;
  if (!superuser) return false;
  const { error } = await session.ask([WITHOUT_TRIGGERS, ...withoutConstraints(oids), ...texts].join(';'));
  return error === null;
}

const WITHOUT_TRIGGERS = 'SET LOCAL session_replication_role = replica';

/** A row of nulls for each table whose file is empty. */
function insertsOfNothing(oids: readonly string[]): string {
  return `SELECT pg_catalog.format('INSERT INTO %I.%I (%s) OVERRIDING SYSTEM VALUE VALUES (%s)', n.nspname, c.relname,
      pg_catalog.string_agg(pg_catalog.quote_ident(a.attname), ', '), pg_catalog.string_agg('NULL', ', '))
    FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
    WHERE c.oid IN (${oids.join(',')}) AND pg_catalog.pg_relation_size(c.oid) = 0
    GROUP BY c.oid, n.nspname, c.relname`;
}

/** The row is never seen by anybody; what stands against it is switched off where the server looks it up. */
function withoutConstraints(oids: readonly string[]): readonly string[] {
  const these = oids.join(',');
  return [
    `UPDATE pg_catalog.pg_attribute SET attnotnull = false WHERE attrelid IN (${these}) AND attnotnull`,
    `UPDATE pg_catalog.pg_class SET relchecks = 0, relispartition = false WHERE oid IN (${these})
       AND (relchecks > 0 OR relispartition)`,
  ];
}
