import type { Change } from '../../../model/change.ts';
import { tablesRead } from './change-parts.ts';
import type { Reader } from './reader.ts';

/** A query with its `WITH` as a statement of its own; `from` is the number of tables come by before it. */
export function readSelect(reader: Reader, from: number): Change {
  const calls = reader.calls.length;
  reader.query();
  return queryChange(tablesRead(reader, from), reader.calls.slice(calls));
}

/** A query of these tables; without any, it is named after the functions that it calls. */
export function queryChange(tables: readonly string[], calls: readonly string[]): Change {
  const relation = tables.length === 1 ? (tables[0] ?? null) : null;
  const reads = relation === null && tables.length > 0 ? { reads: tables } : {};
  return { kind: 'query', object: objectOf(tables, calls), relation, ...reads };
}

function objectOf(tables: readonly string[], calls: readonly string[]): string {
  if (tables.length > 0) return tables.join(', ');
  const names = [...new Set(calls)].sort().map((name) => `${name}()`);
  return names.length > 0 ? names.join(', ') : 'values';
}
