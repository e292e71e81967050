import type { Observation } from '../../../../../model/observation.ts';
import type { Session } from '../session.ts';
import { effectsOf } from './effects.ts';
import { Evidence } from './evidence.ts';
import { firstWord } from './first-word.ts';
import { putLevelBack, turnDebugOn } from './message-level.ts';
import { milliseconds } from './milliseconds.ts';
import type { Others } from './others.ts';
import { plain } from './plain.ts';
import { readState, STATE_QUERIES } from './state.ts';

/**
 * Runs a statement that refuses a transaction. Its locks are gone when it ends, so that other sessions look at them
 * while it runs; work shows in messages and files as it does elsewhere.
 */
export async function observeAlone(session: Session, others: Others, sql: string): Promise<Observation> {
  const [settings, relations, locks] = await session.tell(`${turnDebugOn('session')};${STATE_QUERIES}`);
  const [timeout, level] = settings?.rows[0] ?? [];
  const before = readState(relations, locks);
  const { answer, locks: seen } = await others.watch(() => session.ask(sql));
  const [, now] = await session.tell(`${putLevelBack(level ?? 'notice', 'session')};${STATE_QUERIES}`);
  const observation = plain(answer, milliseconds(timeout ?? '0'));
  if (answer.error !== null) return observation;
  const after = readState(now, { columns: [], rows: seen }, before);
  const evidence = new Evidence(answer.notices);
  const trace = { word: firstWord(sql), before, after, touched: new Set<string>(), evidence, plan: null };
  return { ...observation, effects: effectsOf(trace) };
}
