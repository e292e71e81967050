import { readBareColumnNames } from './lists.ts';
import type { Reader } from './reader.ts';

/** What stands behind `REFERENCES`; gives the table, which is in the schema of the one that refers to it. */
export function readReference(reader: Reader): string {
  const table = reader.name();
  readBareColumnNames(reader);
  for (;;) {
    if (reader.accept('MATCH')) reader.name();
    else if (reader.accept('ON')) {
      reader.expectOne('DELETE', 'UPDATE', 'INSERT');
      readAction(reader);
    } else return table;
  }
}

function readAction(reader: Reader): void {
  const action = reader.expectOne('SET', 'CASCADE', 'RESTRICT', 'NO');
  if (action === 'SET') reader.expectOne('NULL', 'DEFAULT');
  if (action === 'NO') reader.expect('ACTION');
}

/** `DEFERRABLE INITIALLY DEFERRED`. */
export function readDeferrable(reader: Reader): void {
  reader.expect('DEFERRABLE');
  if (reader.accept('INITIALLY')) reader.expectOne('DEFERRED', 'IMMEDIATE');
}
