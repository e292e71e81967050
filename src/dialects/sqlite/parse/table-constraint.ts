import { readOnConflict } from './conflict.ts';
import { readBareColumnNames, readSortList } from './lists.ts';
import type { Reader } from './reader.ts';
import { readDeferrable, readReference } from './references.ts';

const BEGINNINGS = ['CONSTRAINT', 'PRIMARY', 'UNIQUE', 'CHECK', 'FOREIGN'] as const;

/** True before a constraint of a table. */
export function isTableConstraintNext(reader: Reader): boolean {
  return reader.isAt(...BEGINNINGS);
}

/** One or more constraints of a table; gives the tables that foreign keys point at. The comma between may be left out. */
export function readTableConstraints(reader: Reader): string[] {
  const targets: string[] = [];
  do {
    const target = readTableConstraint(reader);
    if (target !== null) targets.push(target);
  } while (reader.accept(',') || isTableConstraintNext(reader));
  return targets;
}

/** A constraint of a table, or only its name. */
function readTableConstraint(reader: Reader): string | null {
  const beginning = reader.expectOne(...BEGINNINGS);
  if (beginning === 'CONSTRAINT') reader.name();
  if (beginning === 'PRIMARY' || beginning === 'UNIQUE') readKey(reader, beginning);
  if (beginning === 'CHECK') readCheck(reader);
  return beginning === 'FOREIGN' ? readForeignKey(reader) : null;
}

function readKey(reader: Reader, beginning: 'PRIMARY' | 'UNIQUE'): void {
  if (beginning === 'PRIMARY') reader.expect('KEY');
  reader.inParentheses(() => {
    readSortList(reader);
    if (beginning === 'PRIMARY') reader.accept('AUTOINCREMENT');
  });
  readOnConflict(reader);
}

/** `(condition)` behind `CHECK`. */
export function readCheck(reader: Reader): void {
  reader.inParentheses(() => reader.expression());
  readOnConflict(reader);
}

function readForeignKey(reader: Reader): string {
  reader.expect('KEY');
  if (!reader.isAt('(')) reader.fail();
  readBareColumnNames(reader);
  reader.expect('REFERENCES');
  const table = readReference(reader);
  if (reader.accept('NOT') || reader.isAt('DEFERRABLE')) readDeferrable(reader);
  return table;
}
