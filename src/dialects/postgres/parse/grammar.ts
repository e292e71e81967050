import type { Node } from 'libpg-query';
import type { ParserModule } from 'libpg-query/wasm/libpg-query.js';
import { internalProblem } from '../../../model/problem.ts';

/** What the server's grammar says about a text: one tree per statement, or where it stumbled. */
export type Reading =
  | { readonly ok: true; readonly trees: readonly Node[] }
  | { readonly ok: false; readonly reason: string; readonly offset: number };

let parser: ParserModule | null = null;
let isDamaged = false;

/** Loads the server's grammar (WebAssembly) once; after a crash of the parser, loads it again. */
export async function prepareParser(): Promise<void> {
  if (parser !== null && !isDamaged) return;
  const { default: load } = await import('libpg-query/wasm/libpg-query.js');
  parser = await load();
  isDamaged = false;
}

/** Reads a text with the grammar. Needs {@link prepareParser}; never throws for bad SQL. */
export function readGrammar(sql: string): Reading {
  if (parser === null)
    throw internalProblem('parser-not-ready', 'The SQL parser is not loaded.', 'Prepare the dialect first.');
  if (sql.includes('\0')) return { ok: false, reason: 'a NUL character', offset: sql.indexOf('\0') };
  try {
    return readWith(parser, sql);
  } catch {
    return afterCrash(parser);
  }
}

/** The body of a block or function in PL/pgSQL as the server reads it; null when it cannot be read. Needs {@link prepareParser}. */
export function readBody(sql: string): unknown {
  const module = parser;
  if (module === null || isDamaged || sql.includes('\0')) return null;
  try {
    return bodyWith(module, sql);
  } catch {
    isDamaged = true;
    return null;
  }
}

function bodyWith(module: ParserModule, sql: string): unknown {
  const length = module.lengthBytesUTF8(sql) + 1;
  const text = module._malloc(length);
  if (text === 0) return null;
  let result = 0;
  try {
    module.stringToUTF8(sql, text, length);
    result = module._wasm_parse_plpgsql(text);
    const answer = module.UTF8ToString(result);
    return answer.startsWith('{') ? (JSON.parse(answer) as unknown) : null;
  } finally {
    module._free(text);
    if (result !== 0) module._wasm_free_string(result);
  }
}

/** The parser's stack or memory did not suffice. It goes on being used only while it still reads what is plain. */
function afterCrash(crashed: ParserModule): Reading {
  isDamaged = true;
  const isUsable = attempt(() => readWith(crashed, 'SELECT 1').ok);
  if (!isUsable) {
    return { ok: false, reason: 'the parser stopped at an earlier statement', offset: 0 };
  }
  return { ok: false, reason: 'nested too deeply, or too large, to be read', offset: 0 };
}

function attempt(action: () => boolean): boolean {
  try {
    return action();
  } catch {
    return false;
  }
}

/** Layout of the result: tree, standard error, error; of the error: message, function, file, line, position. */
function readWith(module: ParserModule, sql: string): Reading {
  const length = module.lengthBytesUTF8(sql) + 1;
  const text = module._malloc(length);
  if (text === 0) throw new Error('out of memory');
  let result = 0;
  try {
    module.stringToUTF8(sql, text, length);
    result = module._wasm_parse_query_raw(text);
    const error = module.getValue(result + 8, 'i32');
    if (error !== 0) return failure(module, error, sql);
    return { ok: true, trees: treesOf(module.UTF8ToString(module.getValue(result, 'i32'))) };
  } finally {
    module._free(text);
    if (result !== 0) module._wasm_free_parse_result(result);
  }
}

function treesOf(json: string): Node[] {
  const { stmts = [] } = JSON.parse(json) as { stmts?: { stmt?: Node }[] };
  return stmts.flatMap(({ stmt }) => (stmt === undefined ? [] : [stmt]));
}

function failure(module: ParserModule, error: number, sql: string): Reading {
  const reason = module.UTF8ToString(module.getValue(error, 'i32'));
  const position = module.getValue(error + 16, 'i32');
  return { ok: false, reason, offset: unitsBefore(sql, Math.max(0, position - 1)) };
}

/** The parser counts characters; offsets here are UTF-16 units. */
function unitsBefore(sql: string, characters: number): number {
  let units = 0;
  for (let left = characters; left > 0 && units < sql.length; left -= 1) {
    units += (sql.codePointAt(units) ?? 0) > 0xffff ? 2 : 1;
  }
  return units;
}
