import { code } from '../../lib/code.ts';
import type { CatalogObject, Fact, ObjectKind } from '../../model/catalog.ts';

const LABELS: Readonly<Partial<Record<ObjectKind, string>>> = {
  'materialized-view': 'Materialized view',
  'foreign-table': 'Foreign table',
  'composite-type': 'Composite type',
  'range-type': 'Range type',
  'base-type': 'Base type',
  'event-trigger': 'Event trigger',
  'default-privileges': 'Default privileges of',
  'text-search': 'Text search',
  'foreign-server': 'Foreign server',
  statistics: 'Statistics object',
  enum: 'Enum',
  setting: 'Setting of',
};

/** "Column users.email". */
export function subjectOf(object: CatalogObject): string {
  const { kind, name } = object;
  const isPrimaryKey = kind === 'constraint' && object.facts['type'] === 'primary-key';
  if (isPrimaryKey) return `Primary key ${code(name)}`;
  return `${LABELS[kind] ?? kind.charAt(0).toUpperCase() + kind.slice(1)} ${code(name)}`;
}

/** What a fact is called in a sentence, where its key is not the word. */
const FACT_WORDS: Readonly<Record<string, string>> = {
  accessMethod: 'access method',
  baseType: 'base type',
  columnExtras: 'column defaults, comments or privileges',
  columnTypes: 'column types',
  forceRowSecurity: 'forced row security',
  memberOf: 'memberships',
  ofType: 'row type',
  ownedBy: 'owning column',
  partitionBound: 'partition bound',
  partitionKey: 'partition key',
  partitionOf: 'parent',
  inherits: 'parents',
  replicaIdentity: 'replica identity',
  rowSecurity: 'row security',
  check: 'WITH CHECK expression',
  using: 'USING expression',
  noInherit: 'NO INHERIT',
  serverOptions: 'server options',
  enabled: 'enabled state',
};

const NOTHING = new Set(['null', '[]', '{}', '""']);

function isNothing(value: Fact): boolean {
  return NOTHING.has(JSON.stringify(value));
}

/** A fact's value in a sentence, cut to a length that a line can bear. */
export function valueOf(value: Fact): string {
  return isNothing(value) ? 'none' : code(textOf(value));
}

function textOf(value: Fact): string {
  if (value === null) return 'none';
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(textOf).join(', ');
  if (typeof value !== 'object') return String(value);
  return Object.entries(value)
    .map(([key, item]) => `${key}: ${textOf(item)}`)
    .join('; ');
}

const LONG_FACTS: ReadonlySet<string> = new Set(['definition', 'comment', 'columnExtras']);

const OWN_SENTENCES: Readonly<Record<string, (before: Fact, after: Fact) => string>> = {
  notNull: (_, after) => (after === true ? 'comes back NOT NULL' : 'comes back without NOT NULL'),
  type: (before, after) => `comes back as ${valueOf(after)} instead of ${valueOf(before)}`,
  position: (before, after) => `comes back at position ${valueOf(after)} instead of ${valueOf(before)}`,
  validated: (_, after) => `comes back ${after === true ? 'validated' : 'NOT VALID'}`,
  valid: (_, after) => `comes back ${after === true ? 'valid' : 'invalid'}`,
  name: (_, after) => `comes back under the name ${valueOf(after)}`,
};

/** What one fact's difference amounts to: "comes back without its default 'x'::text". */
export function differenceOf(fact: string, before: Fact, after: Fact): string {
  const own = OWN_SENTENCES[fact];
  if (own !== undefined) return own(before, after);
  const word = FACT_WORDS[fact] ?? fact;
  if (typeof before === 'boolean') return `comes back ${after === true ? 'with' : 'without'} ${word}`;
  if (LONG_FACTS.has(fact) && !isNothing(before) && !isNothing(after))
    return `comes back with another ${word}`;
  if (isNothing(after)) return `comes back without its ${word} ${valueOf(before)}`;
  if (isNothing(before)) return `comes back with ${word} ${valueOf(after)}, which it did not have`;
  return `comes back with ${word} ${valueOf(after)} instead of ${valueOf(before)}`;
}
