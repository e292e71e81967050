import type { Effect, Observation, Work } from '../../../../../model/observation.ts';
import { strongerBlocks } from '../../../../../model/observation.ts';
import { blockedBy } from '../../../lock-modes.ts';
import type { Session } from '../session.ts';
import { effectsOf, rowsChanged } from './effects.ts';
import { Evidence } from './evidence.ts';
import { firstWord } from './first-word.ts';
import { putLevelBack, turnDebugOn } from './message-level.ts';
import { milliseconds } from './milliseconds.ts';
import { plain } from './plain.ts';
import type { State } from './state.ts';
import { FINISHED_STATE_QUERIES, readState } from './state.ts';

/** The lock that work needs at least, where nobody could look at locks. */
const NEEDED: Readonly<Record<Exclude<Work, 'metadata'>, string>> = {
  scan: 'AccessShareLock',
  rows: 'RowExclusiveLock',
  'index-build': 'ShareLock',
  rewrite: 'AccessExclusiveLock',
};

/**
 * Runs a block or a procedure that commits on its way. Its locks come and go; what it did to rows and files is known by
 * the counters of finished transactions.
 */
export async function observeCommitting(session: Session, sql: string): Promise<Observation> {
  const [settings] = await session.tell(turnDebugOn('session'));
  const [timeout, level] = settings?.rows[0] ?? [];
  const before = await finishedState(session);
  const answer = await session.ask(sql);
  await session.tell(putLevelBack(level ?? 'notice', 'session'));
  const observation = plain(answer, milliseconds(timeout ?? '0'));
  if (answer.error !== null) return observation;
  const after = await finishedState(session);
  const evidence = new Evidence(answer.notices);
  const trace = { word: firstWord(sql), before, after, touched: new Set<string>(), evidence, plan: null };
  const isBatched = commitsInLoop(await codeOf(session, sql));
  const effects = effectsOf(trace).map((effect) => withNeededLock(effect, isBatched));
  return { ...observation, effects, rows: rowsChanged(trace) };
}

/** Counters are written down when a transaction has ended: at once where that can be asked for, else after a while. */
async function finishedState(session: Session): Promise<State> {
  await session.tell(
    `SELECT CASE WHEN pg_catalog.to_regproc('pg_catalog.pg_stat_force_next_flush') IS NULL THEN pg_catalog.pg_sleep(1) END`,
  );
  await session.ask('SELECT pg_catalog.pg_stat_force_next_flush()');
  const [relations, locks] = await session.tell(FINISHED_STATE_QUERIES);
  return readState(relations, locks);
}

function withNeededLock(effect: Effect, isBatched: boolean): Effect {
  const { work } = effect;
  const lock = work === 'metadata' ? effect.lock : NEEDED[work];
  // Rows that are committed batch by batch are locked no longer than their batch takes.
  const blocks = work === 'rows' && isBatched ? 'nothing' : effect.blocks;
  return { ...effect, lock, blocks: strongerBlocks(blockedBy(lock), blocks) };
}

/** The text that runs: the block's own, or that of the procedures of the name that is called. */
async function codeOf(session: Session, sql: string): Promise<string> {
  const called = /^\s*CALL\s+(?:(?:"[^"]+"|[\w$]+)\s*\.\s*)*("[^"]+"|[\w$]+)\s*\(/i.exec(sql)?.[1];
  if (called === undefined) return sql;
  const name = called.startsWith('"') ? called.slice(1, -1) : called.toLowerCase();
  const [sources] = await session.tell(
    `SELECT prosrc FROM pg_catalog.pg_proc WHERE proname = '${name.replaceAll("'", "''")}' AND prokind = 'p'`,
  );
  return (sources?.rows ?? []).map(([source]) => source ?? '').join('\n');
}

/** True when every turn of a loop commits. */
function commitsInLoop(code: string): boolean {
  const words = code.replace(/--[^\n]*|\/\*[^]*?\*\/|'[^']*(?:''[^']*)*'/g, ' ');
  return /(?<!\bEND\s+)\bLOOP\b(?:(?!\bEND\s+LOOP\b)[^])*\bCOMMIT\b/i.test(words);
}
