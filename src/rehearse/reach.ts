import { findObject, objectsOf, type Catalog, type ObjectKind } from '../model/catalog.ts';
import type { Change, ChangeKind } from '../model/change.ts';
import type { Observation } from '../model/observation.ts';
import type { Statement } from '../model/statement.ts';
import { changedObjects, relationsOf } from './catalog-difference.ts';

/** Relations that something concerns; `everything` where it cannot be narrowed down. */
export type Reach = ReadonlySet<string> | 'everything';

/** Changes whose relations their text does not name. */
const OPAQUE: ReadonlySet<ChangeKind> = new Set<ChangeKind>([
  'do-block',
  'call',
  'query',
  'other',
  'create-function',
  'alter-function',
  'alter-type',
  'rename-enum-value',
  'alter-domain',
  'alter-role',
  'create-extension',
  'alter-extension',
]);

/** Changes that concern more than what they name where that is no relation: a type, a function, a schema. */
const FAR_REACHING_CHANGES: ReadonlySet<ChangeKind> = new Set<ChangeKind>([
  'rename',
  'drop',
  'set-schema',
  'set-owner',
  'grant',
  'revoke',
  'comment',
]);

/** Objects whose change can be felt on relations that do not name them. */
const FAR_REACHING: ReadonlySet<ObjectKind> = new Set<ObjectKind>([
  'function',
  'enum',
  'domain',
  'composite-type',
  'schema',
  'extension',
  'role',
  'setting',
  'operator',
  'cast',
]);

/** Relations that statements will concern, as far as their text tells, with their neighbours by foreign key. */
export function expectedReach(statements: readonly Statement[], shipped: Catalog): Reach {
  const named = new Set<string>();
  for (const statement of statements) {
    if (statement.kind === 'unreadable') continue;
    for (const change of statement.changes) {
      if (isFeltAnywhere(change)) return 'everything';
      named.add(change.relation ?? change.object);
    }
  }
  return withParents(withNeighbours(named, shipped), shipped);
}

function isFeltAnywhere(change: Change): boolean {
  if (OPAQUE.has(change.kind) || (change.kind === 'drop' && change.cascade)) return true;
  return change.relation === null && FAR_REACHING_CHANGES.has(change.kind);
}

/** Relations that a statement did concern, as the engine saw it. */
export function observedReach(observation: Observation, before: Catalog, after: Catalog): Reach {
  const changed = changedObjects(before, after);
  const farReaching = changed.some(
    (object) => FAR_REACHING.has(object.kind) && before.has(`${object.kind} ${object.name}`),
  );
  if (farReaching) return 'everything';
  const reach = relationsOf(changed);
  for (const effect of observation.effects) if (effect.blocks !== 'nothing') reach.add(effect.relation);
  for (const rows of observation.rows) reach.add(rows.relation);
  return withParents(withParents(reach, before), after);
}

/** True when the relation lies within the reach. */
export function reaches(reach: Reach, relation: string): boolean {
  return reach === 'everything' || reach.has(relation);
}

function withNeighbours(named: ReadonlySet<string>, shipped: Catalog): Set<string> {
  const reach = new Set(named);
  for (const constraint of objectsOf(shipped, 'constraint')) {
    const references = constraint.facts['references'];
    if (typeof references !== 'string' || constraint.relation === null) continue;
    if (named.has(references)) reach.add(constraint.relation);
    if (named.has(constraint.relation)) reach.add(references);
  }
  for (const index of objectsOf(shipped, 'index')) {
    if (named.has(index.name) && index.relation !== null) reach.add(index.relation);
  }
  return reach;
}

/** Queries of a parent see the rows of its partitions and children. */
function withParents(relations: ReadonlySet<string>, catalog: Catalog): Set<string> {
  const reach = new Set(relations);
  for (const relation of reach) for (const parent of parentsOf(relation, catalog)) reach.add(parent);
  return reach;
}

function parentsOf(relation: string, catalog: Catalog): string[] {
  const { partitionOf, inherits } = findObject(catalog, 'table', relation)?.facts ?? {};
  const inherited: readonly unknown[] = Array.isArray(inherits) ? inherits : [];
  return [partitionOf, ...inherited].filter((parent): parent is string => typeof parent === 'string');
}
