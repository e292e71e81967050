import type { CatalogObject } from '../../../model/catalog.ts';
import { objectsOf } from '../../../model/catalog.ts';
import { identitySequence } from './column-definition.ts';
import { isNotNull } from './constraint-way.ts';
import { parentsOf } from './families-of-tables.ts';
import { age, isFact, textFact, usesOf } from './facts.ts';
import { defaultPrivilegeChanges } from './grants.ts';
import { indexRoles } from './index-way.ts';
import { linksMade } from './links.ts';
import type { Moments, Pair } from './pairing.ts';
import { keyOf } from './pairing.ts';
import { propertySteps } from './properties.ts';
import { catchUp, ownership } from './sequence-way.ts';
import type { Step } from './steps.ts';
import { inlineConstraints } from './table-way.ts';
import { PROPERTY_RANK, rankOf, wayOf } from './ways.ts';

/** Everything that is made or altered, in the names of before. */
export function planBuild(moments: Moments, again: ReadonlySet<Pair>): Step[] {
  const made = [...moments.missing, ...[...again].map(({ before }) => before)];
  const keys = new Set(made.map(keyOf));
  const isCreated = (object: CatalogObject): boolean => keys.has(keyOf(object));
  const steps: Step[] = [];
  for (const object of made) steps.push(...creation(object, moments, isCreated));
  for (const pair of moments.pairs.values()) {
    if (pair.before !== pair.after && !again.has(pair)) steps.push(...alteration(pair, moments));
  }
  return [...steps, ...linksMade(moments, isCreated)];
}

function creation(
  object: CatalogObject,
  moments: Moments,
  isCreated: (object: CatalogObject) => boolean,
): Step[] {
  if (object.kind === 'default-privileges')
    return [propertiesStep(object, defaultPrivilegeChanges(object, null))];
  const properties = isCopy(object)
    ? []
    : [...propertySteps(object, null, moments), ...(object.kind === 'index' ? indexRoles(object, null) : [])];
  const steps = comesWithAnother(object, moments, isCreated) ? [] : [creationStep(object, moments)];
  if (object.kind === 'sequence') steps.push(...ownershipSteps(object, moments, isCreated));
  return properties.length === 0 ? steps : [...steps, propertiesStep(object, properties)];
}

function propertiesStep(object: CatalogObject, sql: readonly string[]): Step {
  return { sql, rank: PROPERTY_RANK, age: age(object), provides: [], needs: [keyOf(object)] };
}

/** Copies of a parent's triggers are made by the engine. */
function isCopy(object: CatalogObject): boolean {
  return object.kind === 'trigger' && isFact(object, 'inherited');
}

/** True when making something else makes this too. */
function comesWithAnother(
  object: CatalogObject,
  moments: Moments,
  isCreated: (object: CatalogObject) => boolean,
): boolean {
  const { kind, relation } = object;
  if (isCopy(object) || (kind === 'constraint' && isNotNull(object))) return true;
  if (kind === 'index') return textFact(object, 'constraint') !== null;
  if (kind === 'sequence') return isFact(object, 'identity');
  const table =
    relation === null
      ? undefined
      : (moments.before.get(`table ${relation}`) ?? moments.before.get(`foreign-table ${relation}`));
  if (table === undefined) return false;
  if (isCreated(table))
    return kind === 'column' || isInline(object, table, moments) || isFromParent(object, moments);
  return isFromParent(object, moments);
}

function isInline(object: CatalogObject, table: CatalogObject, moments: Moments): boolean {
  return object.kind === 'constraint' && inlineConstraints(table, moments).includes(object);
}

/** Columns, checks and foreign keys of a child come with the parent's; keys with an index of their own do not. */
function isFromParent(object: CatalogObject, moments: Moments): boolean {
  if (!isFact(object, 'inherited') || textFact(object, 'index') !== null) return false;
  return parentsOf(object.relation ?? '', moments.before).length > 0;
}

function creationStep(object: CatalogObject, moments: Moments): Step {
  const provides = providedBy(object, moments);
  const needs = provides
    .flatMap((key) => {
      const part = moments.before.get(key);
      return part === undefined || part.kind === 'sequence' ? [] : usesOf(part);
    })
    .filter((key) => !provides.includes(key));
  return {
    sql: wayOf(object)?.create(object, moments) ?? [],
    rank: rankOf(object),
    age: age(object),
    provides,
    needs: [
      ...needs,
      ...(object.relation === null ? [] : [`table ${object.relation}`]),
      ...partsNeeded(object, moments),
    ],
  };
}

/** The object itself and everything that comes with it. */
function providedBy(object: CatalogObject, moments: Moments): string[] {
  const keys = [keyOf(object)];
  const index = textFact(object, 'index');
  if (object.kind === 'constraint' && index !== null) keys.push(`index ${index}`);
  const columns = object.kind === 'column' ? [object] : [];
  if (object.kind === 'table' || object.kind === 'foreign-table') {
    columns.push(...objectsOf(moments.before, 'column', object.name));
    for (const constraint of inlineConstraints(object, moments)) {
      keys.push(keyOf(constraint), `index ${textFact(constraint, 'index') ?? ''}`);
    }
  }
  for (const column of columns) {
    keys.push(keyOf(column));
    const sequence = identitySequence(column, moments.before);
    if (sequence !== null) keys.push(keyOf(sequence));
  }
  return [...new Set(keys)];
}

/** A parent's index or key takes over its partitions' when these are there first; children need their parents. */
function partsNeeded(object: CatalogObject, moments: Moments): string[] {
  if (object.kind === 'table') {
    const isPartition = textFact(object, 'partitionOf') !== null;
    return isPartition ? [] : parentsOf(object.name, moments.before).map((parent) => `table ${parent}`);
  }
  const index = object.kind === 'index' ? object.name : textFact(object, 'index');
  if (index === null) return [];
  return objectsOf(moments.before, 'index')
    .filter((other) => other.facts['partitionOf'] === index)
    .map(keyOf);
}

/** A sequence goes back to its column when both are there; one that is new starts after the values in use. */
function ownershipSteps(
  sequence: CatalogObject,
  moments: Moments,
  isCreated: (object: CatalogObject) => boolean,
): Step[] {
  const owner = textFact(sequence, 'ownedBy');
  if (owner === null || isFact(sequence, 'identity')) return [];
  const column = moments.before.get(`column ${owner}`);
  const isKept = column !== undefined && !isCreated(column);
  const sql = [ownership(sequence), ...(isKept ? catchUp(sequence, owner) : [])];
  return [{ sql, rank: 8.5, age: age(sequence), provides: [], needs: [keyOf(sequence), `column ${owner}`] }];
}

function alteration(pair: Pair, moments: Moments): Step[] {
  const { before, now } = pair;
  if (before.kind === 'default-privileges') {
    return [propertiesStep(before, defaultPrivilegeChanges(before, now))];
  }
  const sql = wayOf(before)?.alter(pair, moments) ?? [];
  const properties = [
    ...propertySteps(before, now, moments),
    ...(before.kind === 'index' ? indexRoles(before, now) : []),
  ];
  const steps: Step[] = [];
  if (sql.length > 0) {
    steps.push({
      sql,
      rank: rankOf(before),
      age: age(before),
      provides: [keyOf(before)],
      needs: usesOf(before),
    });
  }
  return properties.length > 0 ? [...steps, propertiesStep(before, properties)] : steps;
}
