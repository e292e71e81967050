import { code } from '../../lib/code.ts';
import type { CatalogObject, Fact } from '../../model/catalog.ts';
import type { Drift } from '../../model/drift.ts';

/** As much as tells two definitions apart. */
const LONGEST_FACT = 160;

/** What is not as a statement asks, in the reader's names: "`orders.total` is `integer`, not `numeric(12,2)`". */
export function shortfallWords(drift: Drift, standing: readonly CatalogObject[]): string {
  const { kind, objectKind, object } = drift;
  if (kind !== 'missing') return factWords(drift);
  const other = standing.find(({ name }) => name === object);
  const asked = objectKind.replaceAll('-', ' ');
  if (other === undefined) return `${asked} ${code(object)} is missing`;
  return `${code(object)} is ${withArticle(other.kind.replaceAll('-', ' '))}, not ${withArticle(asked)}`;
}

function factWords({ object, fact, before: asked, after: there }: Drift): string {
  const subject = code(object);
  if (fact === 'notNull') return `${subject} ${there === true ? 'refuses' : 'accepts'} \`NULL\``;
  if (fact === 'valid') return `${subject} is invalid`;
  if (fact === 'type' || fact === 'definition')
    return `${subject} is ${valueOf(there)}, not ${valueOf(asked)}`;
  const word = FACT_WORDS[fact ?? ''] ?? fact ?? '';
  if (isNothing(asked)) return `${subject} has ${word} ${valueOf(there)} instead of none`;
  if (isNothing(there)) return `${subject} has no ${word} instead of ${valueOf(asked)}`;
  return `${subject} has ${word} ${valueOf(there)} instead of ${valueOf(asked)}`;
}

const FACT_WORDS: Readonly<Record<string, string>> = {
  inherits: 'parents',
  max: 'maximum',
  min: 'minimum',
  ofType: 'row type',
  partitionBound: 'partition bound',
  partitionKey: 'partition key',
  partitionOf: 'parent',
};

function isNothing(value: Fact): boolean {
  return value === null || (Array.isArray(value) && value.length === 0);
}

function valueOf(value: Fact): string {
  if (isNothing(value)) return 'none';
  if (Array.isArray(value)) return code(value.join(', '), LONGEST_FACT);
  return code(typeof value === 'string' ? value : JSON.stringify(value), LONGEST_FACT);
}

function withArticle(words: string): string {
  return `${/^[aeiou]/.test(words) ? 'an' : 'a'} ${words}`;
}
