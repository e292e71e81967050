import type { Reader } from './reader.ts';

const RESOLUTIONS = ['ROLLBACK', 'ABORT', 'FAIL', 'IGNORE', 'REPLACE'] as const;

/** `ON CONFLICT IGNORE` behind a constraint, if it is there. */
export function readOnConflict(reader: Reader): void {
  if (!reader.accept('ON')) return;
  reader.expect('CONFLICT');
  reader.expectOne(...RESOLUTIONS);
}

/** `OR IGNORE` behind a verb, if it is there. */
export function readOrResolution(reader: Reader): void {
  if (reader.accept('OR')) reader.expectOne(...RESOLUTIONS);
}
