import type { Reader } from './reader.ts';
import { displayName } from './names.ts';

/** Spread into a change: the tables that were come by since that many, sorted, but for one; absent when there are none. */
export function readsPart(
  reader: Reader,
  from: number,
  except: string | null = null,
): { reads?: readonly string[] } {
  const reads = tablesRead(reader, from).filter((name) => name.toLowerCase() !== except?.toLowerCase());
  return reads.length > 0 ? { reads } : {};
}

/** The tables that were come by since that many, as the catalog writes them, sorted. */
export function tablesRead(reader: Reader, from: number): string[] {
  return [...new Set(reader.tables.slice(from).map(displayName))].sort();
}

/** Spread into a change: reads `IF NOT EXISTS`, if it is there. */
export function readIfNotExists(reader: Reader): { ifNotExists?: true } {
  if (!reader.accept('IF')) return {};
  reader.expect('NOT', 'EXISTS');
  return { ifNotExists: true };
}
