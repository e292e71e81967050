import type { RowsChanged } from '../../../../../model/observation.ts';
import type { Connection } from '../connection.ts';
import type { Library, Pointer } from '../library.ts';
import { lower } from '../schema.ts';

type Counts = Record<'inserted' | 'updated' | 'deleted', number>;

type Hook = (connection: Pointer, callback: Pointer, argument: Pointer) => void;

/** Counts the rows that are put, changed and removed, those of triggers and cascades too. */
export class RowCounter {
  readonly #library: Library;
  readonly #callback: Pointer;
  readonly #counts = new Map<string, Counts>();

  constructor(library: Library) {
    this.#library = library;
    this.#callback = library.wasm.installFunction(
      'v(ppippjj)',
      (...[, , operation = 0, schema = 0, table = 0]: Pointer[]) => {
        this.#count(operation, schema, table);
      },
    );
  }

  /**
   * Counts what statements change that are prepared from here on: while it does, a `DELETE` of all rows removes them one
   * by one. https://www.sqlite.org/c3ref/preupdate_blobwrite.html
   */
  begin(connection: Connection): void {
    this.#counts.clear();
    this.#hook(connection, this.#callback);
  }

  /** Ends counting. */
  end(connection: Connection): void {
    this.#hook(connection, 0);
  }

  /** What was counted, by the name of each table in lower case. */
  get counts(): ReadonlyMap<string, Omit<RowsChanged, 'relation'>> {
    return this.#counts;
  }

  #hook({ pointer }: Connection, callback: Pointer): void {
    // Its type lacks the third argument, which is handed to the callback.
    const hook = this.#library.capi.sqlite3_preupdate_hook as unknown as Hook;
    hook(pointer, callback, 0);
  }

  #count(operation: number, schema: Pointer, table: Pointer): void {
    const { capi, wasm } = this.#library;
    if (wasm.cstrToJs(schema) !== 'main') return;
    const name = lower(wasm.cstrToJs(table));
    const counts = this.#counts.get(name) ?? { inserted: 0, updated: 0, deleted: 0 };
    if (operation === capi.SQLITE_INSERT) counts.inserted++;
    else if (operation === capi.SQLITE_UPDATE) counts.updated++;
    else counts.deleted++;
    this.#counts.set(name, counts);
  }
}
