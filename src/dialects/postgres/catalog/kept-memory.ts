import type { DependencyRow } from './dependencies.ts';
import { FAMILIES } from './families.ts';
import type { FamilyGroup, Part } from './family.ts';
import type { Memories } from './reader.ts';
import { snapshotAgain } from './snapshot.ts';
import type { StoredObject } from './stored-object.ts';

/** The latest moment that a reader remembers, as it is kept beside the database. */
interface Kept {
  readonly parts: readonly (readonly [Part, string, readonly (readonly [string, number])[]])[];
  readonly indexes: readonly (readonly [string, string])[];
  readonly groups: readonly (readonly [FamilyGroup, string])[];
  readonly everything: string;
  /** Objects with the name of their family in its place. */
  readonly stored: readonly (Omit<StoredObject, 'family'> & { readonly family: string })[];
  readonly dependencies: readonly (readonly [string, readonly DependencyRow[]])[];
}

/** What a reader remembers, as text; null when it has read nothing. Row versions outlive the session, so that it still counts. */
export function writeMemories([latest]: Memories): string | null {
  if (latest === undefined) return null;
  const { tokens, snapshot } = latest;
  const kept: Kept = {
    parts: [...tokens.parts].map(([part, { all, relations }]) => [part, all, [...relations]]),
    indexes: [...tokens.indexes],
    groups: [...tokens.groups],
    everything: tokens.everything,
    stored: snapshot.stored.map((object) => ({ ...object, family: object.family.name })),
    dependencies: [...snapshot.dependencies],
  };
  return JSON.stringify(kept);
}

/** Reads what {@link writeMemories} wrote, for the same build of Holdpoint. */
export function readMemories(text: string): Memories {
  const { parts, indexes, groups, everything, stored, dependencies } = JSON.parse(text) as Kept;
  const families = new Map(FAMILIES.map((family) => [family.name, family]));
  const objects = stored.map((object): StoredObject => {
    const family = families.get(object.family);
    if (family === undefined) throw new Error(`There is no family ${object.family}.`);
    return { ...object, family };
  });
  const tokens = {
    parts: new Map(parts.map(([part, all, sums]) => [part, { all, relations: new Map(sums) }])),
    indexes: new Map(indexes),
    groups: new Map(groups),
    everything,
  };
  return [{ tokens, snapshot: snapshotAgain(objects, new Map(dependencies)) }];
}
