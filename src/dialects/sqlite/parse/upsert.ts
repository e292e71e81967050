import { readColumnNames, readSortList } from './lists.ts';
import { readWhere } from './query.ts';
import type { Reader } from './reader.ts';

/** `ON CONFLICT … DO …`, as often as it is there; only the last may do without a target. */
export function readUpserts(reader: Reader): void {
  while (reader.accept('ON')) {
    reader.expect('CONFLICT');
    const hasTarget = reader.isAt('(');
    if (hasTarget) {
      reader.inParentheses(() => {
        readSortList(reader);
      });
      readWhere(reader);
    }
    readAction(reader);
    if (!hasTarget) return;
  }
}

function readAction(reader: Reader): void {
  reader.expect('DO');
  if (reader.accept('NOTHING')) return;
  reader.expect('UPDATE', 'SET');
  readAssignments(reader);
  readWhere(reader);
}

/** `a = 1, (b, c) = (2, 3)`. */
export function readAssignments(reader: Reader): void {
  reader.list(() => {
    if (reader.isAt('(')) readColumnNames(reader);
    else reader.name();
    reader.expect('=');
    reader.expression();
  });
}
