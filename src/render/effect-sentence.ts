import { code } from '../lib/code.ts';
import { blocksAtLeast } from '../model/observation.ts';
import type { Effect, Work } from '../model/observation.ts';
import type { HeldLock } from '../model/rehearsal.ts';
import { BLOCKS_WORD } from './words.ts';

const WHILE: Readonly<Record<Exclude<Work, 'metadata'>, string>> = {
  scan: 'while every row is read',
  'index-build': 'while the index is built',
  rewrite: 'while the whole table is rewritten',
  rows: 'until the transaction with its row changes ends',
};

const WORK_ALONE: Readonly<Record<Exclude<Work, 'metadata'>, string>> = {
  scan: 'every row is read',
  'index-build': 'an index is built',
  rewrite: 'the whole table is rewritten',
  rows: 'rows are changed',
};

/** What one effect means for other sessions, in one or two sentences. */
export function effectSentence({ relation, lock, tableLock, blocks, work }: Effect): string {
  const table = code(relation);
  if (lock === '') return work === 'metadata' ? `${table}: no lock.` : `${table}: ${WORK_ALONE[work]}.`;
  const place = tableLock === undefined ? table : `an index of ${table}`;
  const blocking = `${code(lock)} on ${place} blocks ${BLOCKS_WORD[blocks]}`;
  if (work !== 'metadata') return `${blocking} ${WHILE[work]}.`;
  if (!blocksAtLeast(blocks, 'writes')) return `${blocking}.`;
  return `${blocking}. It is brief, but it waits for open transactions on ${table}, and what comes after waits behind it.`;
}

/** What a lock that is still held means while a later statement works. */
export function heldSentence({ relation, lock, blocks, takenIn }: HeldLock, takenAt: number | null): string {
  const earlier = takenIn === undefined ? 'an earlier statement' : 'an earlier migration';
  const since = takenAt === null ? earlier : `line ${takenAt}`;
  return `${code(lock)} on ${code(relation)}, held since ${since}, still blocks ${BLOCKS_WORD[blocks]}.`;
}
