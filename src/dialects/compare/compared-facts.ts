import type { ObjectKind } from '../../model/catalog.ts';

/** Facts for generating and explaining, which other facts or the engine's own numbering decide. */
const NEVER: ReadonlySet<string> = new Set([
  'uses',
  'labelIds',
  'attributeIds',
  'signature',
  'typeStorage',
  'typeKind',
  'typeName',
  'baseTypeKind',
  'rowRelation',
  'letter',
]);

const NEVER_OF: Readonly<Partial<Record<ObjectKind, readonly string[]>>> = {
  aggregate: ['identity'],
  operator: ['identity'],
  cast: ['identity'],
  'text-search': ['identity'],
  'foreign-server': ['identity'],
};

/** Facts that stand in the definition too; told on their own they would say the same twice. */
const IN_DEFINITION: Readonly<Partial<Record<ObjectKind, readonly string[]>>> = {
  constraint: [
    'type',
    'columns',
    'references',
    'referencedColumns',
    'deferrable',
    'deferred',
    'noInherit',
    'validated',
    'enforced',
    'index',
  ],
  index: ['unique', 'columns', 'predicate', 'method', 'options'],
  function: ['language', 'functionKind', 'volatility', 'securityDefiner', 'strict', 'returns', 'arguments'],
  view: ['columns', 'columnTypes'],
  'materialized-view': ['columns', 'columnTypes'],
  trigger: ['function'],
  'event-trigger': ['function'],
};

/** True when a difference in the fact is worth telling, given whether the definitions differ. */
export function isCompared(kind: ObjectKind, fact: string, definitionDiffers: boolean): boolean {
  if (NEVER.has(fact) || NEVER_OF[kind]?.includes(fact) === true) return false;
  return !definitionDiffers || IN_DEFINITION[kind]?.includes(fact) !== true;
}
