import type { Catalog } from '../../../model/catalog.ts';
import { PreparedQueries, type Ask } from '../engines/prepared-queries.ts';
import { FAMILIES } from './families.ts';
import type { Family } from './family.ts';
import type { FamilyRequest, Means, Reading } from './reading.ts';
import { readFamilies } from './reading.ts';
import { isRenamed } from './renamed.ts';
import { requestsAround, requestsFor } from './requests.ts';
import { UNDISTURBED, undisturbed } from './session.ts';
import type { Snapshot } from './snapshot.ts';
import { addressOf, renewed, snapshotOf, withoutObjects } from './snapshot.ts';
import type { StoredObject } from './stored-object.ts';
import type { Tokens } from './tokens.ts';
import { changesBetween, isAnyThere, readTokens } from './tokens.ts';

/** Reads the schema, and after the first time only what changed. */
export interface CatalogReader {
  /** The schema as the session sees it now. Rejects with what `ask` rejects with. */
  read(): Promise<Catalog>;
  /** What was read so far, for {@link recall}. */
  remembered(): Memories;
  /** Takes the engine back in time: only what was read up to that moment counts, since row versions are given out again. */
  recall(memories: Memories): void;
}

/** Moments that were read; opaque. */
export type Memories = readonly Memory[];

interface Memory {
  readonly tokens: Tokens;
  readonly snapshot: Snapshot;
}

/**
 * A reader over `ask`. It works inside and outside of a transaction and leaves search path and locks as they were; rows
 * of the session's own transaction are seen.
 */
export function createCatalogReader(ask: Ask): CatalogReader {
  const queries = new PreparedQueries(ask, 'catalog');
  let memories: readonly Memory[] = [];
  let version: number | null = null;
  return {
    async read() {
      const server = (version ??= await serverVersion(ask));
      const known = memories;
      const read = await undisturbed(
        ask,
        (statement) => queries.look([statement, UNDISTURBED]),
        () => readAgain({ ask, queries, version: server }, known),
      );
      memories = [read, ...memories.filter(({ snapshot }) => snapshot !== read.snapshot)].slice(0, MEMORIES);
      return read.snapshot.catalog;
    },
    remembered: () => memories,
    recall(earlier) {
      memories = earlier;
    },
  };
}

/** A way back that is tried and taken back leads to a moment that was read before; few such moments are open at once. */
const MEMORIES = 4;

async function serverVersion(ask: Ask): Promise<number> {
  const [[row] = []] = await ask([`SELECT current_setting('server_version_num') AS version`]);
  return Math.floor(Number(row?.['version'] ?? '0') / 10_000);
}

async function readAgain(means: Means, memories: readonly Memory[]): Promise<Memory> {
  const tokens = await readTokens(
    means.queries,
    means.version,
    memories.map((memory) => memory.tokens),
  );
  const start = nearest(memories, tokens);
  if (start === null)
    return { tokens, snapshot: await readEverything(means, tokens, memories[0]?.snapshot ?? null) };
  const { snapshot: before, requests } = start;
  if (requests.length === 0) return { tokens, snapshot: before };
  const snapshot = await readChanged(means, before, requests);
  return { tokens, snapshot: snapshot ?? (await readEverything(means, tokens, before)) };
}

interface Start {
  readonly snapshot: Snapshot;
  readonly requests: readonly FamilyRequest[];
}

/** The remembered moment from which least has to be read; null when all of it has to be. */
function nearest(memories: readonly Memory[], tokens: Tokens): Start | null {
  let best: Start | null = null;
  for (const memory of memories) {
    const changed = changesBetween(memory.tokens, tokens);
    if (changed.everything) continue;
    const requests = requestsFor(changed, memory.snapshot);
    if (best === null || requests.length < best.requests.length)
      best = { snapshot: memory.snapshot, requests };
  }
  return best;
}

/** Reads every family of which there is anything. */
async function readEverything(means: Means, tokens: Tokens, earlier: Snapshot | null): Promise<Snapshot> {
  const requests = FAMILIES.filter((family) => isAnyThere(family, tokens)).map((family) => ({
    family,
    relations: null,
  }));
  return renewed(await readFamilies(means, requests), earlier);
}

/** Reads what changed; null when an object but a column has another name now, since texts elsewhere may hold the old one. */
async function readChanged(
  means: Means,
  before: Snapshot,
  requests: readonly FamilyRequest[],
): Promise<Snapshot | null> {
  const reading = await readFamilies(means, requests);
  const renamed = renamedIn(reading, before);
  if (renamed.length === 0) return readOver(reading, before, requests);
  if (renamed.some(({ kind, home }) => kind !== 'column' || home === null)) return null;
  const wide = requestsAround(new Set(requests.flatMap(({ relations }) => relations ?? [])), before);
  return readOver(await readFamilies(means, wide), before, wide);
}

function renamedIn(reading: Reading, before: Snapshot): StoredObject[] {
  const known = new Map(before.stored.map((stored) => [addressOf(stored), stored]));
  return reading.objects.filter((object) => {
    const old = known.get(addressOf(object));
    return old !== undefined && isRenamed(old, object);
  });
}

/** Puts what was read in the place of what was asked for. */
function readOver(reading: Reading, before: Snapshot, requests: readonly FamilyRequest[]): Snapshot {
  const homes = new Map<Family, ReadonlySet<string> | null>(
    requests.map(({ family, relations }) => [family, relations === null ? null : new Set(relations)]),
  );
  const kept = withoutObjects(before, ({ family, home }) => {
    const relations = homes.get(family);
    return relations !== undefined && (relations === null || (home !== null && relations.has(home)));
  });
  return snapshotOf(reading, kept);
}
