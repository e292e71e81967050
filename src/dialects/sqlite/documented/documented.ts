import type { Catalog } from '../../../model/catalog.ts';
import type { Change } from '../../../model/change.ts';
import { WORKS, type Effect } from '../../../model/observation.ts';
import { lockFor } from '../engines/inside/observe/locks.ts';
import type { Touch } from './entry.ts';
import { MAINTENANCE } from './maintenance.ts';
import { ROWS } from './rows.ts';
import { Schema } from './schema.ts';
import { TABLES } from './tables.ts';

const ENTRIES: Readonly<Partial<Record<string, AnyEntry>>> = {
  ...MAINTENANCE,
  ...ROWS,
  ...TABLES,
} as unknown as Readonly<Record<string, AnyEntry>>;

interface AnyEntry {
  readonly page: string | ((change: Change) => string);
  readonly touches: (change: Change, schema: Schema) => readonly Touch[];
}

/**
 * What the manual says that a change does to the relations of a schema, by SQLite's minor version (35 for 3.35): the
 * lock on the database with a rollback journal, what it blocks, kind of work, with the manual's page as evidence.
 * Relations that are not in the schema are left out. Empty for what SQLite lacks, and for what touches no relation that
 * was there. Sorted by relation.
 */
export function documentedEffects(change: Change, before: Catalog, version: number): readonly Effect[] {
  const entry = ENTRIES[change.kind];
  if (entry === undefined) return [];
  const schema = new Schema(before, version);
  const page = typeof entry.page === 'string' ? entry.page : entry.page(change);
  const touches = entry.touches(change, schema).flatMap((touch): Touch[] => {
    const relation = schema.relation(touch.relation)?.name;
    return relation === undefined ? [] : [{ ...touch, relation }];
  });
  return strongestByRelation(touches)
    .map((touch) => effectOf(touch, manualLink(page)))
    .filter(({ lock }) => lock !== '')
    .sort((left, right) => (left.relation < right.relation ? -1 : 1));
}

function effectOf({ relation, work, writes }: Touch, evidence: string): Effect {
  return { relation, ...lockFor(work, writes, 'rollback'), work, witness: 'documented', evidence };
}

/** A relation can be touched in two ways; the more work counts. */
function strongestByRelation(touches: readonly Touch[]): Touch[] {
  const strongest = new Map<string, Touch>();
  for (const touch of touches) {
    const other = strongest.get(touch.relation);
    const isStronger = other === undefined || WORKS.indexOf(touch.work) > WORKS.indexOf(other.work);
    if (isStronger) strongest.set(touch.relation, touch);
  }
  return [...strongest.values()];
}

function manualLink(page: string): string {
  const [name = '', place] = page.split('#');
  return `https://www.sqlite.org/${name}.html${place === undefined ? '' : `#${place}`}`;
}
