import { FAMILIES } from './families.ts';
import type { Family } from './family.ts';
import type { FamilyRequest } from './reading.ts';
import type { Snapshot } from './snapshot.ts';
import { addressOf } from './snapshot.ts';
import type { Changed } from './tokens.ts';

/** System catalog of relations, by which dependencies on them are told. */
const RELATIONS = 1259;

/** Families whose texts the engine writes anew from the columns of the relations that they use. */
const WRITTEN_FROM_COLUMNS: ReadonlySet<string> = new Set(['views', 'rules', 'policies']);

/** The families and relations to read again after what changed; none when nothing did. */
export function requestsFor(changed: Changed, snapshot: Snapshot): FamilyRequest[] {
  const users = usersOf(changedRelations(changed), snapshot);
  return FAMILIES.flatMap((family): FamilyRequest[] => {
    if (changed.groups.includes(family.group) || users.groups.has(family.group)) {
      return [{ family, relations: null }];
    }
    const relations = new Set(family.parts.flatMap((part) => [...(changed.relations.get(part) ?? [])]));
    for (const home of users.homes.get(family) ?? []) relations.add(home);
    return relations.size > 0 ? [{ family, relations: [...relations] }] : [];
  });
}

/**
 * What can name a column of the relations that has another name now: everything of them and of what depends on them,
 * and what belongs to no relation. Sequences do not tell by their dependencies which column they make the identity of.
 */
export function requestsAround(relations: Set<string>, snapshot: Snapshot): FamilyRequest[] {
  let size = -1;
  while (size !== relations.size) {
    size = relations.size;
    for (const object of snapshot.stored) {
      const rows = object.home === null ? [] : (snapshot.dependencies.get(addressOf(object)) ?? []);
      if (object.home !== null && rows.some((row) => row[3] === RELATIONS && relations.has(row[4])))
        relations.add(object.home);
    }
  }
  const listed = [...relations];
  return FAMILIES.map((family) => {
    const isWhole = family.group !== 'relation' || family.name === 'sequences';
    return { family, relations: isWhole ? null : listed };
  });
}

function changedRelations(changed: Changed): Set<string> {
  const parts = ['class', 'attribute'] as const;
  return new Set(parts.flatMap((part) => [...(changed.relations.get(part) ?? [])]));
}

interface Users {
  readonly homes: ReadonlyMap<Family, ReadonlySet<string>>;
  readonly groups: ReadonlySet<Family['group']>;
}

/** What names columns of the relations, views over views included. */
function usersOf(relations: Set<string>, { stored, dependencies }: Snapshot): Users {
  const homes = new Map<Family, Set<string>>();
  const groups = new Set<Family['group']>();
  let size = -1;
  while (size !== relations.size) {
    size = relations.size;
    for (const object of stored) {
      const { family, home } = object;
      if (!WRITTEN_FROM_COLUMNS.has(family.name) && family.group !== 'functions') continue;
      const rows = dependencies.get(addressOf(object)) ?? [];
      if (!rows.some((row) => row[3] === RELATIONS && relations.has(row[4]))) continue;
      if (home === null) groups.add(family.group);
      else homes.set(family, (homes.get(family) ?? new Set()).add(home));
      if (family.name === 'views' && home !== null) relations.add(home);
    }
  }
  return { homes, groups };
}
