import type { Observation } from '../../../../../model/observation.ts';
import type { Answer } from '../answer.ts';
import type { FileSystem } from '../file-system.ts';
import type { Session } from '../session.ts';
import { effectsOf, rowsChanged } from './effects.ts';
import { estimateRows } from './estimate.ts';
import { Evidence } from './evidence.ts';
import { firstWord, hasPlan, runsBare } from './first-word.ts';
import { milliseconds } from './milliseconds.ts';
import type { State } from './state.ts';
import { readState, STATE_QUERIES } from './state.ts';
import { touchedRelations } from './touched.ts';

/** Name of the savepoint around every observed statement. */
const HERE = '"holdpoint statement"';
const KEEP_LEVEL = `SELECT pg_catalog.current_setting('lock_timeout'), pg_catalog.current_setting('client_min_messages'),
  pg_catalog.set_config('client_min_messages', 'debug1', true)`;
/** `COMMIT` inside a procedure, and what refuses a transaction block. */
const WANTS_NO_TRANSACTION = new Set(['2D000', '25001']);

/** Runs one statement and reports what it did; see `Engine.observe`. */
export async function observe(
  session: Session,
  files: FileSystem,
  request: { readonly sql: string; readonly runsInTransaction: boolean },
): Promise<Observation> {
  const word = firstWord(request.sql);
  const inTransaction = session.status !== 'idle';
  if (session.status === 'failed' || runsBare(request.sql, inTransaction)) return bare(session, request.sql);
  if (!request.runsInTransaction)
    return inTransaction ? guarded(session, request.sql) : bare(session, request.sql);
  const observation = await traced(session, files, request.sql, word);
  const refused = observation.error !== null && WANTS_NO_TRANSACTION.has(observation.error.code);
  return refused && !inTransaction ? bare(session, request.sql) : observation;
}

/** Runs the statement as it stands. */
async function bare(session: Session, sql: string): Promise<Observation> {
  const [timeout] = session.status === 'failed' ? [] : await session.tell('SHOW lock_timeout');
  const answer = await session.ask(sql);
  return plain(answer, milliseconds(timeout?.rows[0]?.[0] ?? '0'));
}

/** Runs the statement so that its failure leaves the open transaction usable. */
async function guarded(session: Session, sql: string): Promise<Observation> {
  await session.tell(`SAVEPOINT ${HERE}`);
  const observation = await bare(session, sql);
  const back = observation.error === null ? '' : `ROLLBACK TO SAVEPOINT ${HERE};`;
  await session.tell(`${back}RELEASE SAVEPOINT ${HERE}`);
  return observation;
}

async function traced(session: Session, files: FileSystem, sql: string, word: string): Promise<Observation> {
  const own = session.status === 'idle';
  const [settings, relations, locks] = await session.tell(
    `${own ? 'BEGIN' : `SAVEPOINT ${HERE}`};${KEEP_LEVEL};${STATE_QUERIES}`,
  );
  const [timeout, level] = settings?.rows[0] ?? [];
  const lockTimeout = milliseconds(timeout ?? '0');
  const before = readState(relations, locks);
  const plan = hasPlan(word) ? await estimateRows(session, files, before, sql) : null;
  const answer = await session.ask(sql);
  if (answer.error !== null) {
    await session.tell(own ? 'ROLLBACK' : `ROLLBACK TO SAVEPOINT ${HERE};RELEASE SAVEPOINT ${HERE}`);
    return plain(answer, lockTimeout);
  }
  const after = await afterwards(session, level ?? 'notice', before);
  const touched = await touchedRelations(session, before, after);
  const trace = { word, before, after, touched, evidence: new Evidence(answer.notices), plan };
  const end = await session.ask(own ? 'COMMIT' : `RELEASE SAVEPOINT ${HERE}`);
  if (end.error !== null) return plain(end, lockTimeout);
  return { ...plain(answer, lockTimeout), effects: effectsOf(trace), rows: rowsChanged(trace) };
}

/** The state after the statement; puts the message level back unless the statement itself changed it. */
async function afterwards(session: Session, level: string, before: State): Promise<State> {
  const putBack = `SELECT pg_catalog.set_config('client_min_messages', '${level}', true)
    WHERE pg_catalog.current_setting('client_min_messages') = 'debug1'`;
  const [, relations, locks] = await session.tell(`${putBack};${STATE_QUERIES}`);
  return readState(relations, locks, before);
}

function plain(answer: Answer, lockTimeout: number): Observation {
  const told = answer.notices.filter(({ severity }) => !severity.startsWith('DEBUG') && severity !== 'LOG');
  return {
    effects: [],
    rows: [],
    error: answer.error,
    lockTimeout,
    notices: told.map(({ severity, message }) => `${severity}: ${message}`),
  };
}
