import { COLUMNS } from './columns.ts';
import { CONSTRAINTS } from './constraints.ts';
import type { Family, FamilyGroup } from './family.ts';
import { AGGREGATES, FUNCTIONS } from './functions.ts';
import { INDEXES } from './indexes.ts';
import { CASTS, COLLATIONS, OPERATOR_CLASSES, OPERATORS } from './operators.ts';
import { EVENT_TRIGGERS, PUBLICATIONS } from './publications.ts';
import { POLICIES, RULES, STATISTICS, TRIGGERS } from './relation-rules.ts';
import { SEQUENCES, TABLES, VIEWS } from './relations.ts';
import { DEFAULT_PRIVILEGES, EXTENSIONS, ROLES, SCHEMAS, SETTINGS } from './schemas.ts';
import {
  FOREIGN_DATA_WRAPPERS,
  FOREIGN_SERVERS,
  TEXT_SEARCH_CONFIGURATIONS,
  TEXT_SEARCH_DICTIONARIES,
} from './text-search.ts';
import { BASE_TYPES, COMPOSITE_TYPES, DOMAINS, ENUMS, RANGE_TYPES } from './types.ts';

/** Every family of objects that a catalog holds. */
export const FAMILIES: readonly Family[] = [
  SCHEMAS,
  TABLES,
  VIEWS,
  SEQUENCES,
  COLUMNS,
  CONSTRAINTS,
  INDEXES,
  TRIGGERS,
  RULES,
  POLICIES,
  STATISTICS,
  FUNCTIONS,
  AGGREGATES,
  ENUMS,
  DOMAINS,
  COMPOSITE_TYPES,
  RANGE_TYPES,
  BASE_TYPES,
  EXTENSIONS,
  ROLES,
  SETTINGS,
  DEFAULT_PRIVILEGES,
  OPERATORS,
  CASTS,
  COLLATIONS,
  OPERATOR_CLASSES,
  PUBLICATIONS,
  EVENT_TRIGGERS,
  TEXT_SEARCH_CONFIGURATIONS,
  TEXT_SEARCH_DICTIONARIES,
  FOREIGN_DATA_WRAPPERS,
  FOREIGN_SERVERS,
];

/** Groups that are read again as a whole. */
export const WHOLE_GROUPS: readonly Exclude<FamilyGroup, 'relation'>[] = [
  'schemas',
  'functions',
  'types',
  'rest',
  'rare',
];
