import { readBareColumnNames } from './lists.ts';
import type { Reader } from './reader.ts';

/** What `read` reads behind `WITH …`, if that is there. Names that it defines are no tables. */
export function afterWith<Read>(reader: Reader, read: () => Read): Read {
  if (!reader.accept('WITH')) return read();
  reader.accept('RECURSIVE');
  const first = reader.tables.length;
  const names = new Set(reader.list(() => readDefinition(reader)));
  const result = read();
  for (const table of reader.tables.splice(first)) {
    if (table.schema !== null || !names.has(table.name.toLowerCase())) reader.tables.push(table);
  }
  return result;
}

/** `name (columns) AS MATERIALIZED (query)`; gives the name in small letters. */
function readDefinition(reader: Reader): string {
  const name = reader.name();
  readBareColumnNames(reader);
  reader.expect('AS');
  if (reader.isAt('NOT', 'MATERIALIZED')) reader.uses.add('materialized-hint');
  if (reader.accept('NOT')) reader.expect('MATERIALIZED');
  else reader.accept('MATERIALIZED');
  reader.inParentheses(() => reader.query());
  return name.toLowerCase();
}
