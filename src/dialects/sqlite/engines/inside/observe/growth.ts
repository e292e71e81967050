import { groundAt } from './cursors.ts';
import type { Loop } from './loop.ts';
import { loopsIn } from './loops.ts';
import type { Instruction } from './program.ts';
import { isBetweenRowids, isForOneKey } from './ranges.ts';

const FILLS: ReadonlySet<string> = new Set(['IdxInsert', 'Insert', 'SorterInsert']);

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

  /** True when a loop around the address goes through a table, or through what such a loop put aside. */
  at(address: number): boolean {
    return this.loops.some((loop) => loop.body.has(address) && this.#grows(loop));
  }

  /**
   * True when a loop reads the more of the tree that it goes through, the larger that is. A look for one key that an index
   * has does so only inside of a loop that grows; what a foreign key looks for is counted as nothing.
   */
  readsOn(loop: Loop): boolean {
    if (loop.over.kind !== 'cursor' || loop.limited === 'turns') return false;
    if (loop.over.reach === 'all') return true;
    if (isBetweenRowids(this.#code, loop) || this.#looksForForeignKey(loop)) return false;
    return !isForOneKey(this.#code, loop) || this.#others(loop).some((other) => this.#grows(other));
  }

  /** Loops around a loop. */
  #others({ from, to }: Loop): readonly Loop[] {
    return this.loops.filter((other) => other.from !== from && other.body.has(from) && other.body.has(to));
  }

  #looksForForeignKey({ body }: Loop): boolean {
    return [...body].some((at) => this.#code[at]?.operation === 'FkCounter');
  }

  #grows(loop: Loop): boolean {
    if (this.#asked.has(loop) || loop.limited !== 'no' || isBetweenRowids(this.#code, loop)) return false;
    this.#asked.add(loop);
    const grows = loop.over.kind === 'set' ? this.#isSetFilled(loop.over.register) : this.#goesThrough(loop);
    this.#asked.delete(loop);
    return grows;
  }

  #goesThrough({ from, over }: Loop): boolean {
    if (over.kind !== 'cursor') return false;
    const ground = groundAt(this.#code, from, over.cursor);
    if (ground.kind === 'aside') return this.#isFilled(over.cursor);
    if (ground.kind === 'virtual') return true;
    return ground.kind === 'stored' && (over.reach === 'all' || this.#countsRanges);
  }

  #isFilled(cursor: number): boolean {
    const source = this.#sourceOf(cursor);
    return this.#code.some(
      ({ operation, p1 }, address) =>
        FILLS.has(operation) && this.#sourceOf(p1) === source && this.at(address),
    );
  }

  #isSetFilled(register: number): boolean {
    return this.#code.some(
      ({ operation, p1 }, address) => operation === 'RowSetAdd' && p1 === register && this.at(address),
    );
  }

  /** A second cursor on the same rows has the first one as its source. https://www.sqlite.org/opcode.html#OpenDup */
  #sourceOf(cursor: number): number {
    const copy = this.#code.find(({ operation, p1 }) => operation === 'OpenDup' && p1 === cursor);
    return copy?.p2 ?? cursor;
  }
}
