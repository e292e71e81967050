import type { Effect, Observation } from '../../../../../model/observation.ts';
import type { Session } from '../session.ts';
import { observeAlone } from './alone.ts';
import { observeCommitting } from './committing.ts';
import { effectsOf, rowsChanged } from './effects.ts';
import { estimateRows } from './estimate.ts';
import type { RowWork } from './estimate.ts';
import { Evidence } from './evidence.ts';
import { firstWord, hasPlan, runsBare } from './first-word.ts';
import { putLevelBack, turnDebugOn } from './message-level.ts';
import { milliseconds } from './milliseconds.ts';
import type { Confirmed, Others } from './others.ts';
import { plain } from './plain.ts';
import type { Planner } from './planner.ts';
import type { State } from './state.ts';
import { readState, STATE_QUERIES } from './state.ts';
import { touchedRelations } from './touched.ts';

/** Name of the savepoint around every observed statement. */
const HERE = '"holdpoint statement"';
/** `COMMIT` inside a procedure, and what refuses a transaction block. */
const WANTS_NO_TRANSACTION = new Set(['2D000', '25001']);

/** Statements that run code, which can commit on its way. */
const CODE: ReadonlySet<string> = new Set(['CALL', 'DO']);

/** What differs between the engines that are observed. */
export interface Means {
  readonly planner: Planner;
  /** Null where there is only one session. */
  readonly others: Others | null;
}

/** Runs one statement and reports what it did; see `Engine.observe`. */
export async function observe(
  session: Session,
  means: Means,
  request: { readonly sql: string; readonly runsInTransaction: boolean; readonly forGood: boolean },
): Promise<Observation> {
  const inTransaction = session.status !== 'idle';
  if (session.status === 'failed' || runsBare(request.sql, inTransaction)) return bare(session, request.sql);
  if (!request.runsInTransaction)
    return inTransaction ? guarded(session, request.sql) : alone(session, means, request.sql);
  const around = !inTransaction ? TRANSACTION : request.forGood ? NOTHING : SAVEPOINT;
  if (around === NOTHING) {
    const refused = await refusal(session, request.sql);
    if (refused !== null) return refused;
  }
  const observation = await traced(session, means, request.sql, around);
  const refused = observation.error !== null && WANTS_NO_TRANSACTION.has(observation.error.code);
  return refused && !inTransaction ? alone(session, means, request.sql) : observation;
}

/** What stands around an observed statement: SQL before it, after it, and after its failure. */
interface Around {
  readonly begin: string;
  readonly end: string;
  readonly undo: string;
}

const TRANSACTION: Around = { begin: 'BEGIN;', end: 'COMMIT', undo: 'ROLLBACK' };
const SAVEPOINT: Around = {
  begin: `SAVEPOINT ${HERE};`,
  end: `RELEASE SAVEPOINT ${HERE}`,
  undo: `ROLLBACK TO SAVEPOINT ${HERE};RELEASE SAVEPOINT ${HERE}`,
};
/** Only for what was seen to run. */
const NOTHING: Around = { begin: '', end: '', undo: '' };

/** What a statement that fails gives; null when it runs. Nothing of it stays. */
async function refusal(session: Session, sql: string): Promise<Observation | null> {
  await session.tell(`SAVEPOINT ${HERE}`);
  const observation = await bare(session, sql);
  await session.tell(SAVEPOINT.undo);
  return observation.error === null ? null : observation;
}

/** Runs what refuses a transaction; without other sessions nobody sees its locks. */
async function alone(session: Session, { others }: Means, sql: string): Promise<Observation> {
  if (CODE.has(firstWord(sql))) return observeCommitting(session, sql);
  if (others !== null) return observeAlone(session, others, sql);
  return { ...(await bare(session, sql)), unseen: true };
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

async function traced(
  session: Session,
  { planner, others }: Means,
  sql: string,
  around: Around,
): Promise<Observation> {
  const word = firstWord(sql);
  const [settings, relations, locks] = await session.tell(
    `${around.begin}${turnDebugOn('transaction')};${STATE_QUERIES}`,
  );
  const [timeout, level] = settings?.rows[0] ?? [];
  const lockTimeout = milliseconds(timeout ?? '0');
  const { before, plan } = await planned(session, planner, readState(relations, locks), sql);
  const answer = await session.ask(sql);
  if (answer.error !== null) {
    if (around.undo !== '') await session.tell(around.undo);
    return plain(answer, lockTimeout);
  }
  const after = await afterwards(session, level ?? 'notice', before);
  const touched = await touchedRelations(session, before, after);
  const trace = { word, before, after, touched, evidence: new Evidence(answer.notices), plan };
  const { effects, notices } = await confirmed(effectsOf(trace), others);
  const end = around.end === '' ? null : await session.ask(around.end);
  if (end !== null && end.error !== null) return plain(end, lockTimeout);
  const told = plain(answer, lockTimeout);
  return { ...told, effects, rows: rowsChanged(trace), notices: [...told.notices, ...notices] };
}

/** While the transaction is open, other sessions try what its locks keep them from. */
async function confirmed(effects: readonly Effect[], others: Others | null): Promise<Confirmed> {
  return others === null ? { effects, notices: [] } : others.confirm(effects);
}

/** The planner's view of a statement that has one, and the state right before the statement. */
async function planned(
  session: Session,
  planner: Planner,
  before: State,
  sql: string,
): Promise<{ readonly before: State; readonly plan: readonly RowWork[] | null }> {
  if (!hasPlan(firstWord(sql))) return { before, plan: null };
  const plan = await estimateRows(session, planner, before, sql);
  if (!planner.movesCounters) return { before, plan };
  const [relations, locks] = await session.tell(STATE_QUERIES);
  return { before: readState(relations, locks), plan };
}

/** The state after the statement, with the message level as it was. */
async function afterwards(session: Session, level: string, before: State): Promise<State> {
  const [, relations, locks] = await session.tell(`${putLevelBack(level, 'transaction')};${STATE_QUERIES}`);
  return readState(relations, locks, before);
}
