import type { PGlite } from '@electric-sql/pglite';
import type { AllowedModules } from './allowed-modules.ts';
import type { FixedChance } from '../../../engine-process/inside/fixed-chance.ts';
import type { FileCopy } from './file-copy.ts';
import { copyFiles, restoreFiles } from './file-copy.ts';
import type { FileSystem } from './file-system.ts';
import type { HeapCopy } from './heap-copy.ts';
import { copyHeap, PAGE, restoreHeap } from './heap-copy.ts';
import type { Session } from './session.ts';
import { EngineGone } from '../../../engine-process/inside/engine-gone.ts';
import { usedMemory } from './used-memory.ts';

interface Moment {
  readonly heap: HeapCopy;
  readonly files: FileCopy;
  readonly chance: number;
  readonly modules: number;
}

/** Libraries that SQL loads by itself later on; a rewind past a loaded library would leave it half there. */
const LIBRARIES = ['plpgsql', 'dict_snowball'];

/**
 * Moments of the whole engine: its memory, its files, its randomness. Taking one back is faster than replaying and
 * works after everything, commits included.
 */
export class Marks {
  readonly #engine: PGlite;
  readonly #session: Session;
  readonly #chance: FixedChance;
  readonly #modules: AllowedModules;
  readonly #moments = new Map<number, Moment>();
  /** What the next moment shares pages and files with. */
  #latest: Moment | null = null;
  #next = 1;

  constructor(engine: PGlite, session: Session, fixed: { chance: FixedChance; modules: AllowedModules }) {
    this.#engine = engine;
    this.#session = session;
    this.#chance = fixed.chance;
    this.#modules = fixed.modules;
  }

  /** Remembers the present. */
  async take(): Promise<number> {
    if (this.#next === 1) await this.#session.ask(LIBRARIES.map((name) => `LOAD '${name}'`).join(';'));
    const moment: Moment = {
      heap: copyHeap(this.#heap, this.#latest?.heap ?? null),
      files: copyFiles(this.#files, this.#latest?.files ?? null),
      chance: this.#chance.state,
      modules: this.#modules.count,
    };
    this.#latest = moment;
    const id = this.#next++;
    this.#moments.set(id, moment);
    return id;
  }

  /** Makes a remembered moment the present. */
  rewind(id: number): void {
    const moment = this.#moments.get(id);
    if (moment === undefined) throw new Error(`There is no mark ${id}.`);
    if (moment.modules !== this.#modules.count)
      throw new EngineGone('A library was loaded after the mark; the engine cannot be taken back past it.');
    restoreHeap(this.#heap, moment.heap);
    restoreFiles(this.#files, moment.files);
    this.#chance.state = moment.chance;
    this.#latest = moment;
    this.#session.status = 'idle';
  }

  /** Forgets a moment, but for the latest: the next one shares most of its pages, which are dear to copy. */
  release(id: number): void {
    this.#moments.delete(id);
  }

  /** Read anew each time: growing the memory replaces it. */
  get #heap(): Uint8Array {
    return usedMemory(this.#engine.Module['HEAPU8'] as Uint8Array, PAGE);
  }

  get #files(): FileSystem {
    return this.#engine.Module.FS as FileSystem;
  }
}
