import { code } from '../../lib/code.ts';
import type { CatalogObject, Fact, ObjectKind } from '../../model/catalog.ts';
import { factText } from './difference.ts';

const WORDS: Readonly<Partial<Record<ObjectKind, string>>> = {
  'materialized-view': 'materialized view',
  'foreign-table': 'foreign table',
  'composite-type': 'type',
  enum: 'enumerated type',
};

/** `view`, `enumerated type`. */
function kindInWords(kind: ObjectKind): string {
  return WORDS[kind] ?? kind.replaceAll('-', ' ');
}

/** An object as a cell of the schema table: a column with its type, a view by its name. */
export function objectInWords(object: CatalogObject): string {
  if (object.kind !== 'column') return `${kindInWords(object.kind)} ${code(object.name)}`;
  const type = factText(object.facts['type']);
  const parts = [
    ...(type === null ? [] : [code(type)]),
    ...(object.facts['notNull'] === true ? ['not null'] : []),
    ...defaultOf(object),
  ];
  return [code(object.name), ...parts].join(' ');
}

function defaultOf({ facts }: CatalogObject): string[] {
  const text = factText(facts['default']);
  return text === null ? [] : [`default ${code(text)}`];
}

/** The facts that differ, as one side has them: "labels `a, b`". */
export function factsInWords(object: CatalogObject, facts: readonly string[]): string {
  const told = facts.map((fact) => `${fact} ${valueInWords(object.facts[fact])}`);
  return `${kindInWords(object.kind)} ${code(object.name)}${told.length === 0 ? '' : `: ${told.join(', ')}`}`;
}

function valueInWords(value: Fact | undefined): string {
  if (value === undefined || value === null || value === '') return 'none';
  return code(textOf(value));
}

function textOf(value: Fact): string {
  if (isList(value)) return value.map(textOf).join(', ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function isList(value: Fact): value is readonly Fact[] {
  return Array.isArray(value);
}
