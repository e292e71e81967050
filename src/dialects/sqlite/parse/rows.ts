import type { Change } from '../../../model/change.ts';
import { conditionBound } from './boundedness.ts';
import { readsPart } from './change-parts.ts';
import { readOrResolution } from './conflict.ts';
import { readIndexHint, readSources } from './from.ts';
import { readColumnNames } from './lists.ts';
import { displayName } from './names.ts';
import { readResultColumns, readWhere } from './query.ts';
import type { Reader } from './reader.ts';
import { readAssignments, readUpserts } from './upsert.ts';

/** Where a statement on rows stands: a trigger's body takes no `DEFAULT VALUES` and no `RETURNING`. */
export type RowsPlace = 'statement' | 'trigger';

/** Verbs of statements that change rows. */
export const ROW_VERBS = ['INSERT', 'REPLACE', 'UPDATE', 'DELETE'] as const;

/** `INSERT`, `REPLACE`, `UPDATE` or `DELETE`, behind its `WITH`; `from` is the number of tables come by before that. */
export function readRows(reader: Reader, place: RowsPlace, from: number): Change {
  const verb = reader.expectOne(...ROW_VERBS);
  if (verb === 'UPDATE') return readUpdate(reader, place, from);
  return verb === 'DELETE' ? readDelete(reader, place, from) : readInsert(reader, verb, place, from);
}

function readInsert(reader: Reader, verb: string, place: RowsPlace, from: number): Change {
  if (verb === 'INSERT') readOrResolution(reader);
  reader.expect('INTO');
  const table = readTarget(reader);
  if (reader.isAt('(')) readColumnNames(reader);
  if (place === 'statement' && reader.accept('DEFAULT')) {
    reader.expect('VALUES');
    readReturning(reader);
    return { kind: 'insert-rows', bounded: 'literal', ...written(reader, table, from) };
  }
  const { bounded } = reader.query();
  readUpserts(reader);
  readReturning(reader);
  return { kind: 'insert-rows', bounded, ...written(reader, table, from) };
}

function readUpdate(reader: Reader, place: RowsPlace, from: number): Change {
  readOrResolution(reader);
  const table = readTarget(reader);
  readIndexHint(reader);
  reader.expect('SET');
  readAssignments(reader);
  if (reader.accept('FROM')) readSources(reader);
  const bounded = conditionBound(readWhere(reader));
  if (place === 'statement') readReturning(reader);
  return { kind: 'update-rows', bounded, ...written(reader, table, from) };
}

function readDelete(reader: Reader, place: RowsPlace, from: number): Change {
  reader.expect('FROM');
  const table = readTarget(reader);
  readIndexHint(reader);
  const bounded = conditionBound(readWhere(reader));
  if (place === 'statement') readReturning(reader);
  return { kind: 'delete-rows', bounded, ...written(reader, table, from) };
}

/** The table that is written, with the other name that it may have. */
function readTarget(reader: Reader): string {
  const table = reader.qualifiedName();
  if (reader.accept('AS')) reader.name();
  return displayName(table);
}

function readReturning(reader: Reader): void {
  if (reader.accept('RETURNING')) readResultColumns(reader);
}

/** The table that is written, and the others, which are read. */
function written(
  reader: Reader,
  table: string,
  from: number,
): { object: string; relation: string; reads?: readonly string[] } {
  return { object: table, relation: table, ...readsPart(reader, from, table) };
}
