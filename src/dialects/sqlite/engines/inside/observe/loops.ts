import { flowOf, type Flow } from './flow.ts';
import type { Loop, LoopOver } from './loop.ts';
import type { Instruction } from './program.ts';

const STEPS: ReadonlySet<string> = new Set(['Next', 'Prev', 'SorterNext', 'VNext']);
const FROM_ONE_END: ReadonlySet<string> = new Set(['Last', 'Rewind', 'Sort', 'SorterSort']);
const FROM_A_KEY: ReadonlySet<string> = new Set(['SeekGE', 'SeekGT', 'SeekLE', 'SeekLT', 'VFilter']);

/** The loops of a program; those around a coroutine are loops of what it goes through. */
export function loopsIn(code: readonly Instruction[]): readonly Loop[] {
  const back = code.flatMap((instruction, to) => {
    const over = overOf(code, instruction, to);
    return over === null ? [] : [{ from: instruction.p2, to, over }];
  });
  if (back.length === 0) return [];
  const flow = flowOf(code);
  return back.map((loop) => {
    const body = bodyOf(flow, loop);
    return { ...loop, body, limited: limitOf(code, flow, { ...loop, body }) };
  });
}

/** What the loop goes through that an instruction leads back to the start of; null when it does not lead back. */
function overOf(
  code: readonly Instruction[],
  { operation, p1, p2 }: Instruction,
  to: number,
): LoopOver | null {
  if (p2 > to) return null;
  if (STEPS.has(operation)) return { kind: 'cursor', cursor: p1, reach: reachOf(code, p2, p1) };
  const start = operation === 'Goto' ? code[p2] : undefined;
  if (start?.operation === 'RowSetRead') return { kind: 'set', register: start.p1 };
  // A queue is read from its beginning until it is empty.
  return start?.operation === 'Rewind' ? { kind: 'cursor', cursor: start.p1, reach: 'all' } : null;
}

/** Whether a loop begins at one end of its tree, or at a key. */
function reachOf(code: readonly Instruction[], start: number, cursor: number): 'all' | 'range' {
  for (let at = start; at >= 0; at--) {
    const { operation = '', p1 = -1 } = code[at] ?? {};
    if (p1 !== cursor) continue;
    if (FROM_ONE_END.has(operation)) return 'all';
    if (FROM_A_KEY.has(operation)) return 'range';
  }
  return 'all';
}

/** Everything between the start of a loop and what leads back to it, wherever it stands in the program. */
function bodyOf(
  flow: Flow,
  { from, to }: { readonly from: number; readonly to: number },
): ReadonlySet<number> {
  const after = reached(flow.next, from, new Set());
  const before = reached(flow.previous, to, new Set([from]));
  return new Set([from, ...[...before].filter((at) => after.has(at))]);
}

/** `LIMIT` counts down and leaves the loop. https://www.sqlite.org/opcode.html#DecrJumpZero */
function limitOf(
  code: readonly Instruction[],
  flow: Flow,
  { from, to, body }: Pick<Loop, 'from' | 'to' | 'body'>,
): Loop['limited'] {
  const counts = [...body].filter((at) => {
    const { operation, p2 = to } = code[at] ?? {};
    return operation === 'DecrJumpZero' && !body.has(p2);
  });
  if (counts.length === 0) return 'no';
  return reached(flow.next, from, new Set(counts)).has(to) ? 'finds' : 'turns';
}

/** Addresses that can be reached without going past those given. */
function reached(
  edges: readonly (readonly number[])[],
  start: number,
  walls: ReadonlySet<number>,
): ReadonlySet<number> {
  const seen = new Set([start]);
  const open = walls.has(start) ? [] : [start];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const target of edges[at] ?? []) {
      if (seen.has(target)) continue;
      seen.add(target);
      if (!walls.has(target)) open.push(target);
    }
  }
  return seen;
}
