import type { CatalogObject, ObjectKind } from '../../../model/catalog.ts';
import { COLUMN_WAY } from './column-way.ts';
import { CONSTRAINT_WAY } from './constraint-way.ts';
import { EXTENSION_WAY } from './extension-way.ts';
import { PUBLICATION_WAY } from './publication-way.ts';
import { ROLE_WAY } from './role-way.ts';
import { SCHEMA_WAY } from './schema-way.ts';
import { SETTING_WAY } from './setting-way.ts';
import { STATISTICS_WAY } from './statistics-way.ts';
import { ENUM_WAY } from './enum-way.ts';
import { FUNCTION_WAY } from './function-way.ts';
import { INDEX_WAY } from './index-way.ts';
import { SEQUENCE_WAY } from './sequence-way.ts';
import { sqlName } from './sql-names.ts';
import { TABLE_WAY } from './table-way.ts';
import { EVENT_TRIGGER_WAY, RULE_WAY, TRIGGER_WAY } from './firing-ways.ts';
import { POLICY_WAY } from './policy-way.ts';
import { COMPOSITE_WAY } from './composite-way.ts';
import { DOMAIN_WAY } from './domain-way.ts';
import { VIEW_WAY } from './view-way.ts';
import type { Way } from './way.ts';
import { definedWay } from './way.ts';

const WAYS: readonly Way[] = [
  SCHEMA_WAY,
  EXTENSION_WAY,
  ROLE_WAY,
  SETTING_WAY,
  TABLE_WAY,
  COLUMN_WAY,
  CONSTRAINT_WAY,
  INDEX_WAY,
  STATISTICS_WAY,
  SEQUENCE_WAY,
  VIEW_WAY,
  FUNCTION_WAY,
  TRIGGER_WAY,
  RULE_WAY,
  POLICY_WAY,
  EVENT_TRIGGER_WAY,
  PUBLICATION_WAY,
  ENUM_WAY,
  DOMAIN_WAY,
  COMPOSITE_WAY,
  definedWay(['range-type'], (type) => `TYPE ${sqlName(type)}`),
  definedWay(['aggregate'], (aggregate) => `AGGREGATE ${sqlName(aggregate)}`),
  definedWay(['collation'], (collation) => `COLLATION ${sqlName(collation)}`),
  definedWay(['operator'], (operator) => `OPERATOR ${sqlName(operator)}`),
  definedWay(['cast'], (cast) => `CAST ${sqlName(cast)}`),
  definedWay(['text-search'], (object) => `TEXT SEARCH ${sqlName(object)}`),
  definedWay(['foreign-server'], sqlName),
];

const BY_KIND = new Map(WAYS.flatMap((way) => way.kinds.map((kind) => [kind, way] as const)));

/** How objects of the kind go back; null when no way is known (base types, default privileges have their own). */
export function wayOf(object: CatalogObject): Way | null {
  const isNamedOnly = object.kind === 'operator' && typeof object.facts['definition'] !== 'string';
  return isNamedOnly ? null : (BY_KIND.get(object.kind) ?? null);
}

/** Order in which kinds are made, as far as nothing else decides; they are dropped the other way round. */
const RANKS: Readonly<Record<ObjectKind, number>> = {
  role: 0,
  schema: 1,
  extension: 2,
  'foreign-server': 3,
  'text-search': 3,
  collation: 3,
  enum: 4,
  'base-type': 4,
  'composite-type': 4,
  'range-type': 4,
  domain: 5,
  sequence: 6,
  table: 7,
  'foreign-table': 7,
  column: 8,
  constraint: 9,
  index: 10,
  view: 12,
  'materialized-view': 12,
  function: 12,
  aggregate: 12,
  operator: 12,
  cast: 12,
  statistics: 14,
  trigger: 15,
  rule: 15,
  policy: 15,
  publication: 16,
  'event-trigger': 16,
  'default-privileges': 18,
  setting: 18,
};

/** Place of links between partitions or children and their parents: after indexes, so that these are taken over. */
export const LINK_RANK = 11;

/** Place of owners, privileges and comments: when everything is there. */
export const PROPERTY_RANK = 17;

/** The place of an object among the steps that make things; foreign keys wait for what they point at. */
export function rankOf(object: CatalogObject): number {
  return object.facts['type'] === 'foreign-key' ? 13 : RANKS[object.kind];
}
