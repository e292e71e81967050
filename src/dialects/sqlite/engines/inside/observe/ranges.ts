import type { Loop } from './loop.ts';
import type { Instruction } from './program.ts';

/** Between two rowids that are this far apart, a statement is one of the batches that a large change is cut into. */
const BATCH = 100_000;

const FROM_A_ROWID: ReadonlySet<string> = new Set(['SeekGE', 'SeekGT']);
const PAST_A_ROWID: ReadonlySet<string> = new Set(['Ge', 'Gt']);

/** True when a loop goes from one rowid to another and both stand in the statement: `id > 1000 AND id <= 2000`. */
export function isBetweenRowids(code: readonly Instruction[], { from, to, over }: Loop): boolean {
  if (over.kind !== 'cursor') return false;
  const start = code
    .slice(0, from)
    .findLast(({ operation, p1, p4 }) => p1 === over.cursor && p4 === null && FROM_A_ROWID.has(operation));
  const [rowid, end] = code.slice(from, from + 2);
  if (start === undefined || rowid?.operation !== 'Rowid' || rowid.p1 !== over.cursor) return false;
  if (end === undefined || !PAST_A_ROWID.has(end.operation) || end.p3 !== rowid.p2 || end.p2 <= to)
    return false;
  const [first, last] = [constantIn(code, start.p3), constantIn(code, end.p1)];
  return first !== null && last !== null && last - first <= BATCH;
}

/** True when a loop goes through the entries of an index that have one key: it ends where the key that it began with does. */
export function isForOneKey(code: readonly Instruction[], { from, over }: Loop): boolean {
  if (over.kind !== 'cursor') return false;
  const [seek, end] = code.slice(from - 1, from + 1);
  const isStart = seek?.operation === 'SeekGE' && seek.p1 === over.cursor;
  return isStart && end?.operation === 'IdxGT' && end.p3 === seek.p3 && end.p4 === seek.p4;
}

/** The number that a register holds all the time; null when it is not one. */
function constantIn(code: readonly Instruction[], register: number): number | null {
  const numbers = code.filter(({ operation, p2 }) => operation === 'Integer' && p2 === register);
  return numbers.length === 1 ? (numbers[0]?.p1 ?? null) : null;
}
