import type { Catalog, CatalogObject } from '../model/catalog.ts';
import type { EngineError } from '../model/observation.ts';
import type { Room, Skipped } from '../model/skipped.ts';
import type { ReadableStatement } from '../model/statement.ts';
import { sameCatalog } from './catalog-difference.ts';
import type { Stage } from './stage.ts';

/** What a statement would make where nothing has the names that it gives; tried before it runs. */
interface Wish {
  readonly room: Room;
  /** The schema without what stands in the way, and with what the statement makes then; null where it fails. */
  readonly made: { readonly cleared: Catalog; readonly asked: Catalog } | null;
  readonly error: EngineError | null;
}

/**
 * Runs a statement that does nothing where its object is there (`IF NOT EXISTS`) without that object, and takes it
 * back. Null when nothing stands in its way.
 */
export async function wishOf(
  { engine, dialect, catalog }: Stage,
  statement: ReadableStatement,
  inTransaction: boolean,
): Promise<Wish | null> {
  const room = dialect.skipping?.roomFor(statement, catalog) ?? null;
  if (room === null) return null;
  await engine.run(inTransaction ? 'SAVEPOINT holdpoint_skipped' : 'BEGIN');
  const cleared = await engine.runAll(room.clear, true);
  const emptied = await engine.catalog();
  const outcomes = [...cleared, await engine.run(room.sql)];
  const failed = outcomes.find((outcome) => !outcome.ok);
  const made = failed === undefined ? { cleared: emptied, asked: await engine.catalog() } : null;
  await engine.runAll(
    inTransaction
      ? ['ROLLBACK TO SAVEPOINT holdpoint_skipped', 'RELEASE SAVEPOINT holdpoint_skipped']
      : ['ROLLBACK'],
    true,
  );
  // What cannot be taken away for a moment is compared with nothing.
  return cleared.every(({ ok }) => ok) ? { room, made, error: failed?.error ?? null } : null;
}

/** Present when the statement did not get all of its wish, from the schema before and after it ran. */
export function skippedPart(
  stage: Stage,
  statement: ReadableStatement,
  wish: Wish | null,
  before: Catalog,
): { skipped?: Skipped } {
  const skipped = wish === null ? null : skippedOf(stage, statement, wish, before);
  return skipped === null ? {} : { skipped };
}

function skippedOf(
  { dialect, catalog: after }: Stage,
  statement: ReadableStatement,
  { room, made, error }: Wish,
  before: Catalog,
): Skipped | null {
  const { standing } = room;
  if (made === null) return sameCatalog(before, after) ? { standing, drift: [], error } : null;
  const asked = added(made.cleared, made.asked);
  const drift = dialect.skipping?.shortfall(statement, asked, added(made.cleared, after)) ?? [];
  return drift.length === 0 ? null : { standing, drift, error: null };
}

/** What is there and was not before, or is another one under the same name. */
function added(before: Catalog, after: Catalog): Catalog {
  const isNew = ([key, { id }]: readonly [string, CatalogObject]): boolean => before.get(key)?.id !== id;
  return new Map([...after].filter(isNew));
}
