import type { Root } from '../schema.ts';
import { groundAt } from './cursors.ts';
import { Growth } from './growth.ts';
import type { Instruction, Program } from './program.ts';

/** What the program of a statement does to one table. */
export interface Doings {
  /** Rows are put, changed or removed. */
  readonly writes: 'no' | 'bounded' | 'growing';
  /** Rows are read in full, or from a key on. */
  readonly reads: boolean;
  /** An index on it that is emptied and filled again. */
  readonly refilled: string | null;
}

/** What a program does, by table; a virtual table has no root page, so that its writes are told apart. */
export interface ProgramDoings {
  readonly tables: ReadonlyMap<string, Doings>;
  readonly virtual: Doings['writes'];
  readonly vacuums: boolean;
}

const NOTHING: Doings = { writes: 'no', reads: false, refilled: null };
const WRITES: ReadonlySet<string> = new Set(['Delete', 'IdxDelete', 'IdxInsert', 'Insert']);
/** Reads every entry of a tree. https://www.sqlite.org/opcode.html#Count */
const COUNT = 'Count';
const MAIN = 0;

/** Reads off a program what it does to the tables that root pages belong to. */
export function doingsOf(program: Program, roots: ReadonlyMap<number, Root>): ProgramDoings {
  const notes = new Notes(roots);
  const [main = [], ...actions] = program;
  const growth = new Growth(main, true);
  notes.read(main, growth, false);
  const callsGrow = main.some(({ operation }, address) => operation === 'Program' && growth.at(address));
  for (const action of actions) notes.read(action, new Growth(action, false), callsGrow);
  return { tables: notes.tables, virtual: notes.virtual, vacuums: notes.vacuums };
}

class Notes {
  readonly tables = new Map<string, Doings>();
  virtual: Doings['writes'] = 'no';
  vacuums = false;
  readonly #roots: ReadonlyMap<number, Root>;

  constructor(roots: ReadonlyMap<number, Root>) {
    this.#roots = roots;
  }

  /** Notes what a part of a program does; it is run again and again when `isRepeated`. */
  read(code: readonly Instruction[], growth: Growth, isRepeated: boolean): void {
    code.forEach((instruction, address) => {
      const { operation, p1, p2 } = instruction;
      if (operation === 'Vacuum') this.vacuums = true;
      if (operation === 'Clear' && p2 === MAIN) this.#clear(p1);
      if (operation === 'VUpdate') this.virtual = strongest(this.virtual, isRepeated || growth.at(address));
      const root = this.#rootAt(code, address, instruction);
      if (root === null) return;
      if (operation === COUNT) this.#note(root.table, { reads: true });
      // Entries of an index on their own are not rows; a table without rowids is its own index.
      if (!WRITES.has(operation) || root.index !== null) return;
      const { writes } = this.tables.get(root.table) ?? NOTHING;
      this.#note(root.table, { writes: strongest(writes, isRepeated || growth.at(address)) });
    });
    this.#noteScans(code, growth);
  }

  #noteScans(code: readonly Instruction[], growth: Growth): void {
    for (const loop of growth.loops) {
      const { from, over } = loop;
      if (over.kind !== 'cursor' || !growth.readsOn(loop)) continue;
      const ground = groundAt(code, from, over.cursor);
      const root = ground.kind === 'stored' ? this.#roots.get(ground.root) : undefined;
      if (root !== undefined) this.#note(root.table, { reads: true });
    }
  }

  #clear(root: number): void {
    const cleared = this.#roots.get(root);
    if (cleared === undefined) return;
    if (cleared.index === null) this.#note(cleared.table, { writes: 'growing' });
    else this.#note(cleared.table, { refilled: cleared.index });
  }

  #rootAt(code: readonly Instruction[], address: number, { operation, p1 }: Instruction): Root | null {
    if (!WRITES.has(operation) && operation !== COUNT) return null;
    const ground = groundAt(code, address, p1);
    return ground.kind === 'stored' ? (this.#roots.get(ground.root) ?? null) : null;
  }

  #note(table: string, doings: Partial<Doings>): void {
    this.tables.set(table, { ...(this.tables.get(table) ?? NOTHING), ...doings });
  }
}

function strongest(known: Doings['writes'], grows: boolean): Doings['writes'] {
  return grows || known === 'growing' ? 'growing' : 'bounded';
}
