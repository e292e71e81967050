import { compareVersions } from '../lib/version-order.ts';
import type { ChangedMigration, Migration } from '../model/migration.ts';

/** Whether versions say the running order, or the framework's own list. */
export type HistoryOrder = 'by-version' | 'as-listed';

/**
 * What the change does to each migration, in running order. A file is the same migration at the same path; else by
 * version and name (moved); else by content (renamed). `edited` covers a change of the down SQL alone: then the
 * text of `up` is what it was.
 */
export function compareHistories(
  base: readonly Migration[],
  head: readonly Migration[],
  order: HistoryOrder,
): ChangedMigration[] {
  const gone = new Set(base);
  const fresh = new Set(head);
  const changes: ChangedMigration[] = [];
  const byPlace = order === 'as-listed' ? byPathAndVersion : byPath;
  for (const key of [byPlace, byVersionAndName, byContent]) {
    for (const [was, migration] of pairs([...gone], [...fresh], key)) {
      gone.delete(was);
      fresh.delete(migration);
      const change = changeOf(was, migration);
      if (change !== null) changes.push(change);
    }
  }
  for (const migration of fresh) changes.push({ status: 'added', migration, was: null });
  for (const migration of gone) changes.push({ status: 'deleted', migration, was: migration });
  return inRunningOrder(changes, head, order);
}

type Key = (migration: Migration) => string;

const byPath: Key = ({ path }) => path;
const byPathAndVersion: Key = ({ path, version }) => JSON.stringify([path, version]);
const byVersionAndName: Key = ({ version, name }) => JSON.stringify([version, name]);
const byContent: Key = ({ checksum }) => checksum;

function* pairs(
  base: readonly Migration[],
  head: readonly Migration[],
  key: Key,
): Generator<readonly [Migration, Migration]> {
  const known = new Map<string, Migration[]>();
  for (const was of base) known.set(key(was), [...(known.get(key(was)) ?? []), was]);
  for (const migration of head) {
    const was = known.get(key(migration))?.shift();
    if (was !== undefined) yield [was, migration];
  }
}

function changeOf(was: Migration, migration: Migration): ChangedMigration | null {
  if (migration.baseline === true) return null;
  const sameUp = was.checksum === migration.checksum;
  const sameDown = was.down?.text.trim() === migration.down?.text.trim();
  if (was.path === migration.path && sameUp && sameDown) return null;
  const renamed = sameUp && was.path !== migration.path;
  return { status: renamed ? 'renamed' : 'edited', migration, was };
}

/** As at head; what is gone stands where its version would be, or last where versions have no order. */
function inRunningOrder(
  changes: readonly ChangedMigration[],
  head: readonly Migration[],
  order: HistoryOrder,
): ChangedMigration[] {
  const place = new Map(head.map((migration, index) => [migration, index]));
  const at = ({ migration }: ChangedMigration): number => place.get(migration) ?? head.length;
  const compared = order === 'as-listed' ? () => 0 : compareVersions;
  return [...changes].sort(
    (left, right) => compared(left.migration.version, right.migration.version) || at(left) - at(right),
  );
}
