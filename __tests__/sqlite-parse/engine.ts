import init from '@sqlite.org/sqlite-wasm';

/** What SQLite says of the first statement of a text when it compiles it. */
export interface Verdict {
  readonly kind: 'accepted' | 'syntax' | 'refused';
  readonly message: string;
  /** Byte where it stumbled; -1 when it does not say. */
  readonly offset: number;
  /** Byte behind the statement and its semicolon. */
  readonly tail: number;
}

/** SQLite with a database of one table, in which nothing is run. */
export interface Compiler {
  compile(sql: string): Verdict;
  /** True for a text that ends where a statement does: `sqlite3_complete()`. */
  isComplete(sql: string): boolean;
  /** All keywords, in capitals. */
  keywords(): readonly string[];
}

const SYNTAX = /^near ".*": syntax error$|^incomplete input$|^unrecognized token:/s;

/** Starts SQLite. */
export async function openCompiler(): Promise<Compiler> {
  const { capi, wasm, oo1 } = await init();
  const database = new oo1.DB(':memory:');
  database.exec('CREATE TABLE u (a, b, c)');
  return {
    isComplete: (sql) => capi.sqlite3_complete(sql) === 1,
    keywords: () => {
      const stack = wasm.pstack.pointer;
      const [name, length] = [wasm.pstack.alloc(8), wasm.pstack.alloc(8)];
      const all = Array.from({ length: capi.sqlite3_keyword_count() }, (_, index) => {
        capi.sqlite3_keyword_name(index, name, length);
        const start = wasm.peekPtr(name);
        return Buffer.from(wasm.heap8u().slice(start, start + wasm.peek32(length))).toString();
      });
      wasm.pstack.restore(stack);
      return all;
    },
    compile: (sql) => {
      const stack = wasm.pstack.pointer;
      const bytes = new TextEncoder().encode(`${sql}\0`);
      const text = wasm.alloc(bytes.length);
      wasm.heap8u().set(bytes, text);
      try {
        const [statement, tail] = [wasm.pstack.alloc(8), wasm.pstack.alloc(8)];
        const code = capi.sqlite3_prepare_v3(database, text, -1, 0, statement, tail);
        const message = code === 0 ? '' : capi.sqlite3_errmsg(database);
        const offset = capi.sqlite3_error_offset(database);
        capi.sqlite3_finalize(wasm.peekPtr(statement));
        const kind = code === 0 ? 'accepted' : SYNTAX.test(message) ? 'syntax' : 'refused';
        return { kind, message, offset, tail: wasm.peekPtr(tail) - text };
      } finally {
        wasm.dealloc(text);
        wasm.pstack.restore(stack);
      }
    },
  };
}
