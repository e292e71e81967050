import type { Blocks, Work } from '../../../../../model/observation.ts';
import type { Journal } from '../../../../../model/project.ts';

/** A lock on the database, and whom it keeps out. */
interface DatabaseLock {
  readonly lock: string;
  readonly blocks: Blocks;
}

const NONE: DatabaseLock = { lock: '', blocks: 'nothing' };
const READING_BESIDE_LOG: DatabaseLock = { lock: 'SHARED', blocks: 'nothing' };
/** A writer cannot commit while somebody reads. */
const READING_BESIDE_JOURNAL: DatabaseLock = { lock: 'SHARED', blocks: 'writes' };
const WRITING: DatabaseLock = { lock: 'RESERVED', blocks: 'writes' };
const WRITING_MUCH: DatabaseLock = { lock: 'EXCLUSIVE', blocks: 'reads-and-writes' };

/**
 * The lock that a statement takes on the whole database for its work on one table. Changed pages go to the file when the
 * cache is full and at the end; with a rollback journal nobody may read meanwhile, which is a moment unless they are many.
 * https://www.sqlite.org/lockingv3.html#writing
 */
export function lockFor(work: Work, writes: boolean, journal: Journal): DatabaseLock {
  if (!writes) {
    if (work === 'metadata') return NONE;
    return journal === 'wal' ? READING_BESIDE_LOG : READING_BESIDE_JOURNAL;
  }
  return journal === 'wal' || work === 'metadata' || work === 'scan' ? WRITING : WRITING_MUCH;
}
