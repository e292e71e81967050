import { hasProcedures, prepareTables, startSql } from './tables.ts';
import { declarations, indented, STATEMENT, stepBody } from './step.ts';
import type { Walk } from './walk.ts';

/** Longest wait for a lock in a batch. */
const LOCK_TIMEOUT = "SET lock_timeout = '5s'";
/** Of a batch that a script runs; a procedure is one statement from beginning to end. */
const BATCH_TIMEOUT = "SET statement_timeout = '60s'";

/** One batch as a statement of its own. */
export function stepSql(walk: Walk): string {
  return quotedBody('DO', body(walk, stepBody(walk)));
}

/** Makes the procedure that walks all rows with a commit after each batch; null before PostgreSQL 11. */
export function makeProcedure(walk: Walk): string | null {
  if (!hasProcedures(walk.wish)) return null;
  const loop = `${startSql(walk)};
COMMIT;
LOOP
${indented(stepBody(walk), 1)}
  COMMIT;
  EXIT WHEN ended;
  IF size > 1 THEN PERFORM pg_sleep(pause / 1000.0); END IF;
END LOOP;`;
  return quotedBody(`CREATE OR REPLACE PROCEDURE ${walk.procedure}() LANGUAGE plpgsql AS`, body(walk, loop));
}

export function callProcedure({ procedure, wish }: Walk): string | null {
  return hasProcedures(wish) ? `CALL ${procedure}()` : null;
}

/** Procedure and call, with the time-outs of the session that runs them. */
export function procedureSql(walk: Walk): readonly string[] | null {
  const [make, call] = [makeProcedure(walk), callProcedure(walk)];
  return make === null || call === null ? null : [make, 'SET statement_timeout = 0', LOCK_TIMEOUT, call];
}

/** Without collisions of names: the reader's columns win over variables, which are written with their block. */
function body(walk: Walk, statements: string): string {
  return `
#variable_conflict use_column
<<${walk.block}>>
DECLARE
${declarations(walk)}
BEGIN
${indented(statements, 1).replace(STATEMENT, () => walk.batch)}
END`;
}

function quotedBody(before: string, text: string): string {
  let mark = '$backfill$';
  while (text.includes(mark)) mark = mark.replace(/\$$/, '_$');
  return `${before} ${mark}${text}\n${mark}`;
}

/**
 * The walk as a shell script around `psql`, for servers on which no procedure may be made: each batch is a statement of
 * its own. It ends when nothing is left or when it was stopped; run again, it goes on.
 */
export function shellScript(walk: Walk): string {
  const set = `${LOCK_TIMEOUT};\n${BATCH_TIMEOUT};`;
  const end = endMark(walk);
  return `#!/bin/sh
# Usage: DATABASE_URL=postgres://… sh <this file>. Run it again to go on after a stop or an error.
set -eu
ask() { psql "$DATABASE_URL" -X -q -A -t -v ON_ERROR_STOP=1; }

ask <<'${end}'
${[...prepareTables(walk), startSql(walk)].map((sql) => `${sql};`).join('\n')}
${end}

step() {
ask <<'${end}'
${set}
${stepSql(walk)};
SELECT CASE WHEN finished THEN 'finished' WHEN stop THEN 'stopped' ELSE 'more' END FROM ${walk.progress};
SELECT pg_sleep(CASE WHEN finished OR stop OR singly > 0 THEN 0 ELSE pause_ms END / 1000.0) FROM ${walk.progress};
${end}
}

state=more
while [ "$state" = more ]; do
  state=$(step)
done
echo "$state"
`;
}

/** A line that does not stand in the text. */
function endMark(walk: Walk): string {
  let mark = 'SQL';
  while (walk.batch.includes(mark)) mark = `${mark}_END`;
  return mark;
}
