import { code } from '../../lib/code.ts';
import { pathWithin } from '../../model/place.ts';
import type { HeldLock, Rehearsal } from '../../model/rehearsal.ts';
import { summaryOf, type Place } from './place.ts';

/** The statement that took a lock which is still held at the place; null when nobody knows. */
export function takerOf(rehearsal: Rehearsal, place: Place, lock: HeldLock): Place | null {
  const at = lock.takenIn ?? place.at;
  const migration = rehearsal.migrations[at];
  const statement = migration?.statements[lock.takenBy];
  if (migration === undefined || statement === undefined) return null;
  return { statement, index: lock.takenBy, migration, at };
}

/** Where a place is, seen from another one: `line 3`, and the file where that is another. */
export function lineSeenFrom({ project }: Rehearsal, seen: Place, from: Place): string {
  const { line } = seen.statement.statement.span;
  if (seen.at === from.at) return `line ${line}`;
  return `line ${line} of ${code(pathWithin(project.path, seen.migration.change.migration.path))}`;
}

/** Since when a lock is held: ``line 1: `ALTER TABLE users ADD COLUMN mail` ``. */
export function heldSince(rehearsal: Rehearsal, place: Place, lock: HeldLock): string {
  const taker = takerOf(rehearsal, place, lock);
  if (taker === null) return 'an earlier statement';
  return `${lineSeenFrom(rehearsal, taker, place)}: ${code(summaryOf(taker))}`;
}
