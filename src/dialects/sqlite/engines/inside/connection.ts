import type { SqlValue } from '@sqlite.org/sqlite-wasm';
import type { SqliteSettings } from '../settings.ts';
import { StatementFailure } from './failure.ts';
import type { Gate } from './gate.ts';
import type { Handle } from './handle.ts';
import type { Library, Pointer } from './library.ts';
import { Script } from './script.ts';
import type { PreparedStatement } from './statement.ts';

/** The longest value and the longest text of SQL, in bytes. */
const LONGEST = 64 * 1024 * 1024;
/** Instructions of one program; ours have a few hundred. */
const LONGEST_PROGRAM = 1_000_000;
const MOST_ATTACHED = 4;

/** One connection to one database in memory, closed to the world. */
export class Connection implements Handle {
  readonly library: Library;
  readonly pointer: Pointer;
  readonly gate: Gate;

  constructor(library: Library, gate: Gate, settings: SqliteSettings) {
    const { capi, wasm } = library;
    this.library = library;
    this.gate = gate;
    const cell = wasm.alloc(8);
    capi.sqlite3_open_v2(':memory:', cell, capi.SQLITE_OPEN_READWRITE | capi.SQLITE_OPEN_CREATE, 0);
    this.pointer = wasm.peekPtr(cell);
    wasm.dealloc(cell);
    this.#lockDown();
    for (const name of settings.functions) this.#standIn(name);
    // What a file gets where nobody says otherwise; the build's own is twice that.
    this.tell('PRAGMA page_size = 4096');
    this.tell(`PRAGMA foreign_keys = ${settings.foreignKeys ? 1 : 0}`);
  }

  /** True between `BEGIN` and its end. */
  get inTransaction(): boolean {
    return !this.library.capi.sqlite3_get_autocommit(this.pointer);
  }

  /** Rows inserted, updated and deleted by the last statement that did. */
  get changes(): number {
    return this.library.capi.sqlite3_changes(this.pointer);
  }

  /** All rows changed since the connection was opened, those of triggers and cascades too. */
  get totalChanges(): number {
    return this.library.capi.sqlite3_total_changes(this.pointer);
  }

  /** Runs our own SQL, which must work, unseen by the gate; gives the rows of its last statement. */
  tell(sql: string): (string | null)[][] {
    const { gate } = this;
    const before = gate.isOpen;
    gate.isOpen = true;
    const script = new Script(this, sql);
    try {
      let rows: (string | null)[][] = [];
      for (let each = script.next(); each !== null; each = script.next()) rows = rowsOf(each);
      return rows;
    } finally {
      script.dispose();
      gate.isOpen = before;
    }
  }

  failure(code: number, position: number | null): StatementFailure {
    const { capi } = this.library;
    const extended = capi.sqlite3_extended_errcode(this.pointer) || code;
    const hint = this.gate.refusal;
    this.gate.refusal = null;
    return new StatementFailure({
      code: capi.sqlite3_js_rc_str(extended),
      message: capi.sqlite3_errmsg(this.pointer),
      detail: null,
      hint,
      position,
    });
  }

  /** Closes it; nothing of it stays. */
  close(): void {
    this.library.capi.sqlite3_close_v2(this.pointer);
  }

  #lockDown(): void {
    const { capi } = this.library;
    capi.sqlite3_extended_result_codes(this.pointer, 1);
    capi.sqlite3_set_authorizer(this.pointer, this.gate.callback as never, 0);
    capi.sqlite3_db_config(this.pointer, capi.SQLITE_DBCONFIG_DEFENSIVE, 1, 0);
    // As the library is compiled nearly everywhere: "text" is a string where no column has the name.
    capi.sqlite3_db_config(this.pointer, capi.SQLITE_DBCONFIG_DQS_DDL, 1, 0);
    capi.sqlite3_db_config(this.pointer, capi.SQLITE_DBCONFIG_DQS_DML, 1, 0);
    capi.sqlite3_limit(this.pointer, capi.SQLITE_LIMIT_LENGTH, LONGEST);
    capi.sqlite3_limit(this.pointer, capi.SQLITE_LIMIT_SQL_LENGTH, LONGEST);
    capi.sqlite3_limit(this.pointer, capi.SQLITE_LIMIT_VDBE_OP, LONGEST_PROGRAM);
    capi.sqlite3_limit(this.pointer, capi.SQLITE_LIMIT_ATTACHED, MOST_ATTACHED);
  }

  /** A function of the application; deterministic, so that it may stand in indexes and generated columns. */
  #standIn(name: string): void {
    const { capi } = this.library;
    const flags = capi.SQLITE_UTF8 | capi.SQLITE_DETERMINISTIC | capi.SQLITE_INNOCUOUS;
    const firstOf = (_: Pointer, ...[first = null]: SqlValue[]): SqlValue => first;
    capi.sqlite3_create_function(this.pointer, name, -1, flags as never, 0, firstOf, 0, 0);
  }
}

function rowsOf(statement: PreparedStatement): (string | null)[][] {
  try {
    const rows: (string | null)[][] = [];
    while (statement.step()) rows.push(statement.names.map((_, column) => statement.text(column)));
    return rows;
  } finally {
    statement.finalize();
  }
}
