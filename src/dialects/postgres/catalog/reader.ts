import type { Catalog } from '../../../model/catalog.ts';
import type { Row } from '../../../model/engine.ts';
import { FAMILIES } from './families.ts';
import type { Family } from './family.ts';
import type { FamilyRequest } from './reading.ts';
import { readFamilies } from './reading.ts';
import { isRenamed } from './renamed.ts';
import { requestsFor } from './requests.ts';
import { undisturbed } from './session.ts';
import type { Snapshot } from './snapshot.ts';
import { addressOf, snapshotOf, withoutObjects } from './snapshot.ts';
import type { Tokens } from './tokens.ts';
import { changesBetween, isAnyThere, readTokens } from './tokens.ts';

type Query = (sql: string) => Promise<readonly Row[]>;

/** Reads the schema, and after the first time only what changed. */
export interface CatalogReader {
  /** The schema as the session sees it now. Rejects with what `query` rejects with. */
  read(): Promise<Catalog>;
  /** Forgets what was read. Needed after a rewind, when row versions are given out a second time. */
  forget(): void;
}

interface Memory {
  readonly tokens: Tokens;
  readonly snapshot: Snapshot;
}

/**
 * A reader over `query`, which runs one statement and returns all values as text. It works inside and outside of a
 * transaction and leaves search path and locks as they were; rows of the session's own transaction are seen.
 */
export function createCatalogReader(query: Query): CatalogReader {
  let memories: readonly Memory[] = [];
  let version: number | null = null;
  return {
    async read() {
      const server = (version ??= await serverVersion(query));
      const known = memories;
      const read = await undisturbed(query, () => readAgain(query, server, known));
      memories = [read, ...memories.filter(({ snapshot }) => snapshot !== read.snapshot)].slice(0, MEMORIES);
      return read.snapshot.catalog;
    },
    forget() {
      memories = [];
    },
  };
}

/** A way back that is tried and taken back leads to a moment that was read before; few such moments are open at once. */
const MEMORIES = 4;

async function serverVersion(query: Query): Promise<number> {
  const [row] = await query(`SELECT current_setting('server_version_num') AS version`);
  return Math.floor(Number(row?.['version'] ?? '0') / 10_000);
}

async function readAgain(query: Query, version: number, memories: readonly Memory[]): Promise<Memory> {
  const tokens = await readTokens(query, version);
  const start = nearest(memories, tokens);
  if (start === null) return { tokens, snapshot: await readEverything(query, version, tokens) };
  const { snapshot: before, requests } = start;
  if (requests.length === 0) return { tokens, snapshot: before };
  const snapshot = await readChanged(query, version, before, requests);
  return { tokens, snapshot: snapshot ?? (await readEverything(query, version, tokens)) };
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
async function readEverything(query: Query, version: number, tokens: Tokens): Promise<Snapshot> {
  const requests = FAMILIES.filter((family) => isAnyThere(family, tokens)).map((family) => ({
    family,
    relations: null,
  }));
  return snapshotOf(await readFamilies(query, version, requests), null);
}

/** Reads what changed; null when an object has another name now, since texts elsewhere may hold the old one. */
async function readChanged(
  query: Query,
  version: number,
  before: Snapshot,
  requests: readonly FamilyRequest[],
): Promise<Snapshot | null> {
  const reading = await readFamilies(query, version, requests);
  const known = new Map(before.stored.map((stored) => [addressOf(stored), stored]));
  for (const object of reading.objects) {
    const old = known.get(addressOf(object));
    if (old !== undefined && isRenamed(old, object)) return null;
  }
  const homes = new Map<Family, ReadonlySet<string> | null>(
    requests.map(({ family, relations }) => [family, relations === null ? null : new Set(relations)]),
  );
  const kept = withoutObjects(before, ({ family, home }) => {
    const relations = homes.get(family);
    return relations !== undefined && (relations === null || (home !== null && relations.has(home)));
  });
  return snapshotOf(reading, kept);
}
