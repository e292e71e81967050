import type { CatalogObject, Fact } from '../../model/catalog.ts';
import { factText } from './cause.ts';

/** What an index is sorted by, in the engine's own spelling, and what it carries besides. */
export interface IndexKeys {
  readonly method: string;
  readonly keys: readonly string[];
  /** Columns that are only carried, options, predicate: everything after the keys. */
  readonly rest: string;
}

/** Of an index whose definition is a text, or whose catalog tells its parts; null for anything else. */
export function indexKeys(index: CatalogObject): IndexKeys | null {
  return keysInText(index) ?? keysInFacts(index);
}

function keysInFacts({ facts }: CatalogObject): IndexKeys | null {
  const columns = listIn(facts['columns']);
  const collations = listIn(facts['collations']);
  const descending = listIn(facts['descending']);
  // A catalog that does not tell the order of each part tells too little.
  if (columns.length === 0 || descending.length !== columns.length) return null;
  const keys = columns.map((column, at) => {
    const collation = textOf(collations[at]);
    const sorted = collation === 'BINARY' ? [] : ['COLLATE', collation];
    return [textOf(column), ...sorted, ...(descending[at] === true ? ['DESC'] : [])].join(' ');
  });
  return { method: 'btree', keys, rest: facts['predicate'] === null ? '' : 'WHERE' };
}

function listIn(fact: Fact | undefined): readonly Fact[] {
  return Array.isArray(fact) ? (fact as readonly Fact[]) : [];
}

function textOf(fact: Fact | undefined): string {
  return typeof fact === 'string' ? fact : '';
}

/** Reads `CREATE INDEX … USING btree (a, lower(b) DESC) INCLUDE (c) WHERE …`; null for anything else. */
function keysInText(index: CatalogObject): IndexKeys | null {
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
