import type { Boundedness, Change } from '../../../model/change.ts';
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

/** What a statement on rows does, before it is known which of the names in it are tables. */
export interface RowsWritten {
  readonly kind: 'insert-rows' | 'update-rows' | 'delete-rows';
  readonly table: string;
  readonly bounded: Boundedness;
}

/** `INSERT`, `REPLACE`, `UPDATE` or `DELETE`, behind its `WITH`. */
export function readRows(reader: Reader, place: RowsPlace): RowsWritten {
  const verb = reader.expectOne(...ROW_VERBS);
  if (verb === 'UPDATE') return readUpdate(reader, place);
  return verb === 'DELETE' ? readDelete(reader, place) : readInsert(reader, verb, place);
}

/** The change; it reads the tables that were come by since `from`. */
export function rowsChange({ kind, table, bounded }: RowsWritten, reader: Reader, from: number): Change {
  return { kind, object: table, relation: table, bounded, ...readsPart(reader, from, table) };
}

function readInsert(reader: Reader, verb: string, place: RowsPlace): RowsWritten {
  if (verb === 'INSERT') readOrResolution(reader);
  reader.expect('INTO');
  const table = readTarget(reader);
  if (reader.isAt('(')) readColumnNames(reader);
  if (place === 'statement' && reader.accept('DEFAULT')) {
    reader.expect('VALUES');
    readReturning(reader);
    return { kind: 'insert-rows', table, bounded: 'literal' };
  }
  const { bounded } = reader.query();
  readUpserts(reader);
  readReturning(reader);
  return { kind: 'insert-rows', table, bounded };
}

function readUpdate(reader: Reader, place: RowsPlace): RowsWritten {
  readOrResolution(reader);
  const table = readTarget(reader);
  readIndexHint(reader);
  reader.expect('SET');
  readAssignments(reader);
  if (reader.accept('FROM')) {
    reader.uses.add('update-from');
    readSources(reader);
  }
  const bounded = conditionBound(readWhere(reader));
  if (place === 'statement') readReturning(reader);
  return { kind: 'update-rows', table, bounded };
}

function readDelete(reader: Reader, place: RowsPlace): RowsWritten {
  reader.expect('FROM');
  const table = readTarget(reader);
  readIndexHint(reader);
  const bounded = conditionBound(readWhere(reader));
  if (place === 'statement') readReturning(reader);
  return { kind: 'delete-rows', table, bounded };
}

/** The table that is written, with the other name that it may have. */
function readTarget(reader: Reader): string {
  const table = reader.qualifiedName();
  if (reader.accept('AS')) reader.name();
  return displayName(table);
}

function readReturning(reader: Reader): void {
  if (!reader.accept('RETURNING')) return;
  reader.uses.add('returning');
  readResultColumns(reader);
}
