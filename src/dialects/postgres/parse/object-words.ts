import type { ObjectType } from 'libpg-query';

/** Words that differ from the grammar's own. */
const WORDS: Readonly<Partial<Record<ObjectType, string>>> = {
  OBJECT_MATVIEW: 'materialized-view',
  OBJECT_TABCONSTRAINT: 'constraint',
  OBJECT_DOMCONSTRAINT: 'constraint',
  OBJECT_STATISTIC_EXT: 'statistics',
  OBJECT_FDW: 'foreign-data-wrapper',
  OBJECT_OPCLASS: 'operator-class',
  OBJECT_OPFAMILY: 'operator-family',
  OBJECT_TSCONFIGURATION: 'text-search',
  OBJECT_TSDICTIONARY: 'text-search',
  OBJECT_TSPARSER: 'text-search',
  OBJECT_TSTEMPLATE: 'text-search',
  OBJECT_LARGEOBJECT: 'large-object',
};

/** What an object is called, in the words of the catalog where it has one: `table`, `materialized-view`, `cast`. */
export function objectWord(type: ObjectType | undefined): string {
  if (type === undefined) return 'object';
  return WORDS[type] ?? type.slice('OBJECT_'.length).toLowerCase().replaceAll('_', '-');
}

const RELATIONS: readonly (ObjectType | undefined)[] = [
  'OBJECT_TABLE',
  'OBJECT_VIEW',
  'OBJECT_MATVIEW',
  'OBJECT_FOREIGN_TABLE',
  'OBJECT_SEQUENCE',
];

/** True for what has a row in the catalog of relations and can be locked by name (indexes apart). */
export function isRelation(type: ObjectType | undefined): boolean {
  return RELATIONS.includes(type);
}

const MEMBERS: readonly (ObjectType | undefined)[] = [
  'OBJECT_COLUMN',
  'OBJECT_TABCONSTRAINT',
  'OBJECT_TRIGGER',
  'OBJECT_RULE',
  'OBJECT_POLICY',
];

/** True for what belongs to a relation and is named after it. */
export function isMember(type: ObjectType | undefined): boolean {
  return MEMBERS.includes(type);
}
