import { groundAt } from './cursors.ts';
import type { Instruction } from './program.ts';

/** Instructions that are run again and again, and by what. */
export interface Loop {
  readonly from: number;
  readonly to: number;
  readonly over:
    | { readonly kind: 'cursor'; readonly cursor: number; readonly reach: 'all' | 'range' }
    /** Rows that another part of the program hands over: a coroutine's register, or that of a set of rows. */
    | { readonly kind: 'handed'; readonly register: number };
}

const STEPS: ReadonlySet<string> = new Set(['Next', 'Prev', 'SorterNext', 'VNext']);
const FROM_ONE_END: ReadonlySet<string> = new Set(['Last', 'Rewind', 'Sort', 'SorterSort']);
const FROM_A_KEY: ReadonlySet<string> = new Set(['SeekGE', 'SeekGT', 'SeekLE', 'SeekLT', 'VFilter']);
const HANDS_OVER: ReadonlySet<string> = new Set(['RowSetRead', 'Yield']);

/** The loops of a program: each jumps back, over a cursor or to where rows are handed over. */
export function loopsIn(code: readonly Instruction[]): readonly Loop[] {
  return code.flatMap((instruction, address): Loop[] => {
    const { operation, p1, p2 } = instruction;
    if (p2 > address) return [];
    if (STEPS.has(operation))
      return [{ from: p2, to: address, over: { kind: 'cursor', cursor: p1, reach: reachOf(code, p2, p1) } }];
    const target = code[p2];
    if (operation !== 'Goto' || target === undefined || !HANDS_OVER.has(target.operation)) return [];
    return [{ from: p2, to: address, over: { kind: 'handed', register: target.p1 } }];
  });
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

/** Whether an instruction is run the more often, the larger a table is. */
export class Growth {
  readonly loops: readonly Loop[];
  readonly #code: readonly Instruction[];
  /** In an action of a foreign key, rows found by an index are those of one row. */
  readonly #countsRanges: boolean;
  readonly #asked = new Set<Loop>();

  constructor(code: readonly Instruction[], countsRanges: boolean) {
    this.#code = code;
    this.#countsRanges = countsRanges;
    this.loops = loopsIn(code);
  }

  /** True when a loop around the address, or one that fills what it goes through, goes through a table. */
  at(address: number): boolean {
    return this.loops.some((loop) => address >= loop.from && address <= loop.to && this.#grows(loop));
  }

  #grows(loop: Loop): boolean {
    if (this.#asked.has(loop) || this.#isLimited(loop)) return false;
    this.#asked.add(loop);
    const grows =
      loop.over.kind === 'handed' ? this.#isHanded(loop.over.register, loop) : this.#goesThrough(loop);
    this.#asked.delete(loop);
    return grows;
  }

  /** `LIMIT` counts down and leaves the loop. https://www.sqlite.org/opcode.html#DecrJumpZero */
  #isLimited({ from, to }: Loop): boolean {
    return this.#code.slice(from, to).some(({ operation, p2 }) => operation === 'DecrJumpZero' && p2 > to);
  }

  #goesThrough({ from, over }: Loop): boolean {
    if (over.kind !== 'cursor') return false;
    const ground = groundAt(this.#code, from, over.cursor);
    if (ground.kind === 'aside') return this.#isFilled(over.cursor);
    if (ground.kind === 'virtual') return true;
    return ground.kind === 'stored' && (over.reach === 'all' || this.#countsRanges);
  }

  #isFilled(cursor: number): boolean {
    return this.#code.some(
      ({ operation, p1 }, address) => p1 === cursor && FILLS.has(operation) && this.at(address),
    );
  }

  #isHanded(register: number, reader: Loop): boolean {
    return this.#code.some(
      ({ operation, p1 }, address) =>
        p1 === register &&
        (operation === 'RowSetAdd' || (operation === 'Yield' && address !== reader.from)) &&
        this.at(address),
    );
  }
}

const FILLS: ReadonlySet<string> = new Set(['IdxInsert', 'Insert', 'SorterInsert']);
