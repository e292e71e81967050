import type { Catalog } from '../../../model/catalog.ts';
import type { Change } from '../../../model/change.ts';
import { strongerBlocks, WORKS } from '../../../model/observation.ts';
import type { Effect } from '../../../model/observation.ts';
import { blockedBy, blockedOnMaterializedView, strongerLock } from '../lock-modes.ts';
import { COLUMNS } from './columns.ts';
import { CONSTRAINTS } from './constraints.ts';
import type { Entries, Lock, Touch } from './entry.ts';
import { INDEXES } from './indexes.ts';
import { OBJECTS } from './objects.ts';
import { ROWS } from './rows.ts';
import { Schema } from './schema.ts';
import { TABLES } from './tables.ts';

const ENTRIES: Entries = { ...COLUMNS, ...CONSTRAINTS, ...INDEXES, ...OBJECTS, ...ROWS, ...TABLES };

interface AnyEntry {
  readonly page: string;
  readonly touches: (change: Change, schema: Schema) => readonly Touch[];
}

/** Versions whose manual is known to have the pages that are linked. */
const OLDEST = 13;
const NEWEST = 18;

/**
 * What the manual says that a change does to the relations of a schema, on a server of that major version: lock, what
 * it blocks, kind of work, with the manual's page as evidence. Relations that are not in the schema are left out.
 * Empty for changes whose doings their text does not tell (`DO`, `CALL`). Sorted by relation.
 */
export function documentedEffects(change: Change, before: Catalog, version: number): readonly Effect[] {
  const schema = new Schema(before, version);
  // The entry of a kind takes the changes of that kind.
  const entry = ENTRIES[change.kind] as unknown as AnyEntry;
  const evidence = manualLink(entry.page, version);
  const touches = strongestByRelation(entry.touches(change, schema));
  return touches
    .filter(({ relation }) => schema.has(relation))
    .map((touch) => effectOf(touch, schema, evidence))
    .sort((left, right) => (left.relation < right.relation ? -1 : 1));
}

function effectOf(
  { relation, lock, work, blocks = 'nothing', untold }: Touch,
  schema: Schema,
  evidence: string,
): Effect {
  const byLock = schema.isMaterializedView(relation) ? blockedOnMaterializedView(lock) : blockedBy(lock);
  return {
    relation,
    lock,
    blocks: strongerBlocks(byLock, blocks),
    work: schema.isPartitioned(relation) ? 'metadata' : work,
    witness: untold === undefined ? 'documented' : 'unknown',
    evidence: untold ?? evidence,
  };
}

/** A relation can be touched in two ways; the stronger of each counts. */
function strongestByRelation(touches: readonly Touch[]): Touch[] {
  const strongest = new Map<string, Touch>();
  for (const touch of touches) {
    const other = strongest.get(touch.relation);
    strongest.set(touch.relation, other === undefined ? touch : stronger(touch, other));
  }
  return [...strongest.values()];
}

function stronger(left: Touch, right: Touch): Touch {
  const untold = left.untold ?? right.untold;
  return {
    ...(untold === undefined ? {} : { untold }),
    relation: left.relation,
    lock: strongerLock(left.lock, right.lock) as Lock,
    work: WORKS[Math.max(WORKS.indexOf(left.work), WORKS.indexOf(right.work))] ?? left.work,
    blocks: strongerBlocks(left.blocks ?? 'nothing', right.blocks ?? 'nothing'),
  };
}

function manualLink(page: string, version: number): string {
  const known = version >= OLDEST && version <= NEWEST ? String(version) : 'current';
  return `https://www.postgresql.org/docs/${known}/${page}.html`;
}
