import type { Catalog, CatalogObject, Fact } from '../../model/catalog.ts';
import type { Drift } from '../../model/drift.ts';
import { isCompared } from './compared-facts.ts';
import { goesWithItsParent } from './kinship.ts';
import type { Rename } from './renames.ts';
import { pairRenames } from './renames.ts';
import { isSameFact, isSameSql } from './same-fact.ts';
import { differenceOf, subjectOf } from './words.ts';

/**
 * Differences between two moments, name by name and fact by fact. `before` is what should be there again, `after` what
 * is there. Parts of a missing or extra object are not listed again. Real ones first, then by name.
 */
export function compareCatalogs(before: Catalog, after: Catalog): readonly Drift[] {
  const missing = onlyIn(before, after);
  const extra = onlyIn(after, before);
  const renames = pairRenames(missing, extra);
  const renamed = new Set(renames.flatMap((rename) => [rename.before, rename.after]));
  const drift = [
    ...missing.filter((object) => isTold(object, before, after, renamed)).map(missingDrift),
    ...extra.filter((object) => isTold(object, after, before, renamed)).map(extraDrift),
    ...renames.filter((rename) => isRenameTold(rename, renamed)).map(renameDrift),
    ...changedFacts(before, after, renames),
  ];
  return drift.sort(byWeightAndName);
}

function onlyIn(here: Catalog, there: Catalog): CatalogObject[] {
  const objects: CatalogObject[] = [];
  for (const [key, object] of here) if (!there.has(key)) objects.push(object);
  return objects;
}

function isTold(
  object: CatalogObject,
  here: Catalog,
  there: Catalog,
  renamed: ReadonlySet<CatalogObject>,
): boolean {
  if (renamed.has(object) || isShownByColumn(object, there)) return false;
  return !goesWithItsParent(object, here, there);
}

/** A not-null constraint says no more than the column's own fact, which is told when the column is there. */
function isShownByColumn(object: CatalogObject, there: Catalog): boolean {
  if (object.kind !== 'constraint' || object.facts['type'] !== 'not-null') return false;
  const [column] = object.facts['columns'] as readonly string[];
  return there.has(`column ${object.relation ?? ''}.${column ?? ''}`);
}

/** The index of a renamed constraint is renamed with it. */
function isRenameTold({ before }: Rename, renamed: ReadonlySet<CatalogObject>): boolean {
  const constraint = before.kind === 'index' ? before.facts['constraint'] : null;
  return ![...renamed].some((object) => object.kind === 'constraint' && object.name === constraint);
}

function missingDrift(object: CatalogObject): Drift {
  return wholeDrift('missing', object, `${subjectOf(object)} is missing.`);
}

function extraDrift(object: CatalogObject): Drift {
  return wholeDrift('extra', object, `${subjectOf(object)} is left over.`);
}

function wholeDrift(kind: 'missing' | 'extra', object: CatalogObject, text: string): Drift {
  const definition = object.facts['definition'] ?? null;
  return {
    kind,
    objectKind: object.kind,
    object: object.name,
    fact: null,
    before: kind === 'missing' ? definition : null,
    after: kind === 'extra' ? definition : null,
    weight: 'real',
    text,
  };
}

function renameDrift({ before, after }: Rename): Drift {
  return factDrift(before, 'name', { before: before.name, after: after.name, weight: 'cosmetic' });
}

function factDrift(
  object: CatalogObject,
  fact: string,
  difference: Pick<Drift, 'before' | 'after' | 'weight'>,
): Drift {
  const text = `${subjectOf(object)} ${differenceOf(fact, difference.before, difference.after)}.`;
  return { kind: 'changed', objectKind: object.kind, object: object.name, fact, ...difference, text };
}

function changedFacts(before: Catalog, after: Catalog, renames: readonly Rename[]): Drift[] {
  const drift: Drift[] = [];
  for (const [key, old] of before) {
    const now = after.get(key);
    if (now !== undefined && now !== old) drift.push(...factsOf(old, now, renames));
  }
  return drift;
}

function factsOf(old: CatalogObject, now: CatalogObject, renames: readonly Rename[]): Drift[] {
  const definitionDiffers = !isSameFact(old.facts['definition'] ?? null, now.facts['definition'] ?? null);
  const facts = new Set([...Object.keys(old.facts), ...Object.keys(now.facts)]);
  const drift: Drift[] = [];
  for (const fact of facts) {
    const [before, after] = [old.facts[fact] ?? null, now.facts[fact] ?? null];
    if (!isCompared(old.kind, fact, definitionDiffers) || isSameFact(before, after)) continue;
    drift.push(factDrift(old, fact, { before, after, weight: weightOf(fact, before, after, renames) }));
  }
  return drift;
}

function weightOf(fact: string, before: Fact, after: Fact, renames: readonly Rename[]): Drift['weight'] {
  if (fact === 'position') return 'cosmetic';
  if (typeof before !== 'string' || typeof after !== 'string') return 'real';
  if (!SQL_FACTS.has(fact)) return 'real';
  return isSameSql(withOldNames(after, renames), before) ? 'cosmetic' : 'real';
}

const SQL_FACTS: ReadonlySet<string> = new Set([
  ...['definition', 'default', 'expression', 'using', 'check', 'predicate', 'partitionBound', 'partitionKey'],
  ...['constraint', 'index'],
]);

/** SQL in which objects that only changed their name have the old one again. */
function withOldNames(sql: string, renames: readonly Rename[]): string {
  return renames.reduce((text, { before, after }) => text.replaceAll(after.name, before.name), sql);
}

function byWeightAndName(left: Drift, right: Drift): number {
  if (left.weight !== right.weight) return left.weight === 'real' ? -1 : 1;
  return (
    compareText(left.object, right.object) ||
    compareText(left.objectKind, right.objectKind) ||
    compareText(left.fact ?? '', right.fact ?? '')
  );
}

function compareText(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
