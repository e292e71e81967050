import type { CatalogObject } from '../../model/catalog.ts';
import { factText } from './cause.ts';

/** What an index is sorted by, in the engine's own spelling, and what it carries besides. */
export interface IndexKeys {
  readonly method: string;
  readonly keys: readonly string[];
  /** Columns that are only carried, options, predicate: everything after the keys. */
  readonly rest: string;
}

/** Reads `CREATE INDEX … USING btree (a, lower(b) DESC) INCLUDE (c) WHERE …`; null for anything else. */
export function indexKeys(index: CatalogObject): IndexKeys | null {
  const [, method, text] = / USING (\w+) \((.*)$/s.exec(factText(index, 'definition')) ?? [];
  if (method === undefined || text === undefined) return null;
  const keys: string[] = [];
  let [depth, start] = [0, 0];
  for (const { 0: sign, index: at } of text.matchAll(/'[^']*(?:''[^']*)*'|"[^"]*(?:""[^"]*)*"|[(),]/g)) {
    if (sign === '(') depth += 1;
    else if (depth === 0 && (sign === ',' || sign === ')')) {
      keys.push(text.slice(start, at).trim());
      start = at + 1;
      if (sign === ')') return { method, keys, rest: text.slice(start).trim() };
    } else if (sign === ')') depth -= 1;
  }
  return null;
}
