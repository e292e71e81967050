import { readColumnNames, readSortList } from './lists.ts';
import { readWhere } from './query.ts';
import type { Reader } from './reader.ts';

/** `ON CONFLICT … DO …`, as often as it is there; only the last may do without a target. */
export function readUpserts(reader: Reader): void {
  for (let count = 1; reader.accept('ON'); count += 1) {
    reader.expect('CONFLICT');
    reader.uses.add('upsert');
    const hasTarget = reader.isAt('(');
    if (hasTarget) {
      reader.inParentheses(() => {
        readSortList(reader);
      });
      readWhere(reader);
    }
    const isUpdate = readAction(reader);
    if (count > 1 || (isUpdate && !hasTarget)) reader.uses.add('upsert-without-target');
    if (!hasTarget) return;
  }
}

/** True for an update. */
function readAction(reader: Reader): boolean {
  reader.expect('DO');
  if (reader.accept('NOTHING')) return false;
  reader.expect('UPDATE', 'SET');
  readAssignments(reader);
  readWhere(reader);
  return true;
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
