import type { Instruction } from './program.ts';

/** Where each instruction can lead, by address, and from where each can be come to. */
export interface Flow {
  readonly next: readonly (readonly number[])[];
  readonly previous: readonly (readonly number[])[];
}

/** Instructions that may go on at their second operand. https://www.sqlite.org/opcode.html */
const JUMPS: ReadonlySet<string> = new Set(
  `DecrJumpZero ElseEq Eq Filter FkIfZero Found Ge Gosub Goto Gt IdxGE IdxGT IdxLE IdxLT If IfEmpty IfNoHope IfNot IfNotOpen
  IfNotZero IfNullRow IfPos IfSizeBetween IfSmaller IncrVacuum Init InitCoroutine IsNull IsType Last Le Lt MustBeInt Ne
  Next NoConflict NotExists NotFound NotNull Once Prev Program Rewind RowSetRead RowSetTest SeekGE SeekGT SeekLE SeekLT
  SeekRowid SeekScan Sort SorterNext SorterSort VFilter VNext`.split(/\s+/),
);

/** Instructions that never go on with the one after them. */
const LEAVES: ReadonlySet<string> = new Set([
  'EndCoroutine',
  'Gosub',
  'Goto',
  'Halt',
  'Init',
  'Jump',
  'Yield',
]);

/** Follows a program through its jumps, its subroutines and its coroutines. */
export function flowOf(code: readonly Instruction[]): Flow {
  const next = code.map((instruction, address) => {
    const targets = LEAVES.has(instruction.operation) ? [] : [address + 1];
    return [...targets, ...jumpsOf(code, instruction, address)].filter((to) => to < code.length);
  });
  const previous: number[][] = code.map(() => []);
  next.forEach((targets, address) => {
    for (const target of targets) previous[target]?.push(address);
  });
  return { next, previous };
}

function jumpsOf(code: readonly Instruction[], instruction: Instruction, address: number): readonly number[] {
  const { operation, p1, p2, p3 } = instruction;
  if (operation === 'Jump') return [p1, p2, p3];
  if (operation === 'Return') return placesOf(code, 'Gosub', p1).map((call) => call + 1);
  if (operation === 'Yield' || operation === 'EndCoroutine') return yieldsOf(code, instruction, address);
  // The first to ask a coroutine starts it; where that stands makes no difference to what is repeated.
  if (operation === 'InitCoroutine') return [p2, p3];
  return JUMPS.has(operation) ? [p2] : [];
}

/** A coroutine goes on in whoever asked it, and whoever asks goes on in the coroutine where it stopped. */
function yieldsOf(
  code: readonly Instruction[],
  { operation, p1: register }: Instruction,
  address: number,
): readonly number[] {
  const bodies = code.filter((each) => each.operation === 'InitCoroutine' && each.p1 === register);
  const isInside = (at: number): boolean => bodies.some(({ p2, p3 }) => at >= p3 && at < p2);
  const all = placesOf(code, 'Yield', register);
  const asking = all.filter((at) => !isInside(at));
  if (operation === 'EndCoroutine') return asking.map((at) => code[at]?.p2 ?? 0);
  if (isInside(address)) return asking.map((at) => at + 1);
  return all.filter(isInside).map((at) => at + 1);
}

function placesOf(code: readonly Instruction[], operation: string, p1: number): readonly number[] {
  return code.flatMap((each, at) => (each.operation === operation && each.p1 === p1 ? [at] : []));
}
