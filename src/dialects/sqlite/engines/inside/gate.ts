import type { Library, Pointer } from './library.ts';

/** Something that a statement does, as the authorizer is told. https://www.sqlite.org/c3ref/c_alter_table.html */
export interface Action {
  readonly code: number;
  readonly first: string | null;
  readonly second: string | null;
  readonly schema: string | null;
}

/** Codes of actions that are looked at. */
export const ACTION = {
  createIndex: 1,
  createTrigger: 7,
  createView: 8,
  delete: 9,
  dropIndex: 10,
  dropTable: 11,
  dropTrigger: 16,
  dropView: 17,
  insert: 18,
  pragma: 19,
  read: 20,
  select: 21,
  transaction: 22,
  update: 23,
  attach: 24,
  detach: 25,
  alterTable: 26,
  reindex: 27,
  analyze: 28,
  dropVirtualTable: 30,
  function: 31,
  savepoint: 32,
} as const;

/** Too many of each to be told, and nothing that the program of the statement does not show. */
const UNTOLD: ReadonlySet<number> = new Set([ACTION.read, ACTION.select, ACTION.function]);

/** Actions that can be refused. */
const CLOSABLE: ReadonlySet<number> = new Set([ACTION.attach, ACTION.pragma]);

/** Pragmas that reach files or the limits of this process, or switch off what keeps the schema whole. */
const CLOSED_PRAGMAS: ReadonlySet<string> = new Set([
  'data_store_directory',
  'hard_heap_limit',
  'soft_heap_limit',
  'temp_store_directory',
  'writable_schema',
]);

/** Databases that live in memory; an empty name is what `VACUUM` works in. */
const IN_MEMORY: ReadonlySet<string | null> = new Set(['', ':memory:']);

/** Lets statements do what stays in this database, and remembers what each asked for. */
export class Gate {
  /** Why the last statement was refused; null when it was not. */
  refusal: string | null = null;
  /** Our own work goes through unseen. */
  isOpen = false;
  /** The pointer to hand to `sqlite3_set_authorizer`. */
  readonly callback: Pointer;
  /** Told of each pragma that sets something. */
  readonly #onSetting: (name: string, value: string) => void;
  readonly #library: Library;
  #actions: Action[] | null = null;

  constructor(library: Library, onSetting: (name: string, value: string) => void) {
    this.#onSetting = onSetting;
    this.#library = library;
    this.callback = library.wasm.installFunction('i(pipppp)', (...[, code = 0, ...texts]: Pointer[]) =>
      this.#isPassing(code) ? library.capi.SQLITE_OK : this.#ask(code, texts),
    );
  }

  /** Remembers from now on what statements ask for. */
  watch(): readonly Action[] {
    this.#actions = [];
    return this.#actions;
  }

  /** Remembers no more. */
  unwatch(): void {
    this.#actions = null;
  }

  /** Texts are read only where somebody looks at them, since there are very many questions. */
  #isPassing(code: number): boolean {
    return this.isOpen || UNTOLD.has(code) || (this.#actions === null && !CLOSABLE.has(code));
  }

  #ask(code: number, texts: readonly Pointer[]): number {
    const { capi, wasm } = this.#library;
    const [first = null, second = null, schema = null] = texts.map((text) => wasm.cstrToJs(text));
    this.#actions?.push({ code, first, second, schema });
    const refusal = CLOSABLE.has(code) ? refusalOf(code, first) : null;
    if (refusal !== null) {
      this.refusal = refusal;
      return capi.SQLITE_DENY;
    }
    if (code === ACTION.pragma && first !== null && second !== null) this.#onSetting(first, second);
    return capi.SQLITE_OK;
  }
}

function refusalOf(code: number, name: string | null): string | null {
  if (code === ACTION.attach)
    return IN_MEMORY.has(name)
      ? null
      : "A rehearsal has no files: only ':memory:' can be attached, and nothing can be written to a file.";
  return CLOSED_PRAGMAS.has(name?.toLowerCase() ?? '')
    ? `PRAGMA ${name ?? ''} is closed in a rehearsal: it reaches files or limits, or lets SQL break the schema.`
    : null;
}
