import { findObject, objectsOf } from '../../../model/catalog.ts';
import type { ChangeOf } from '../../../model/change.ts';
import { readGrammar } from '../parse/grammar.ts';
import { relationsRead } from '../parse/tree-walk.ts';
import { each } from './entry.ts';
import type { Touch } from './entry.ts';
import type { Schema } from './schema.ts';
import { text } from './schema.ts';

/** What dropping an object locks: it, and what is changed by its going. */
export function dropped(change: ChangeOf<'drop'>, schema: Schema): readonly Touch[] {
  const { of, object, relation, cascade } = change;
  if (of === 'statistics') {
    const table = findObject(schema.catalog, 'statistics', object)?.relation ?? null;
    return each(table === null ? [] : [table], 'ShareUpdateExclusiveLock');
  }
  if (of === 'schema' || of === 'type' || of === 'domain') {
    return cascade ? each(relationsWithin(of, object, schema), 'AccessExclusiveLock') : [];
  }
  if (relation === null) return [];
  if (of === 'table') return each(tablesLocked(object, cascade, schema), 'AccessExclusiveLock');
  return each([relation, ...defaultsLost(change, schema)], 'AccessExclusiveLock');
}

/** A table goes with its partitions; its foreign keys are taken off the tables that they point at. */
function tablesLocked(table: string, cascade: boolean, schema: Schema): string[] {
  const names = schema.family(table);
  const parent = schema.parentOf(table);
  const targets = names.flatMap((name) =>
    schema.foreignKeys(name).flatMap(({ facts }) => text(facts['references']) ?? []),
  );
  const sources = names.flatMap((name) => schema.referencing(name).flatMap(({ relation }) => relation ?? []));
  const dependents = cascade ? [...sources, ...viewsOver(names, schema)] : [];
  const sequences = names.flatMap((name) => schema.ownedSequences(name));
  return [...names, ...sequences, ...(parent === null ? [] : [parent]), ...targets, ...dependents];
}

/** Views and materialized views that read one of the relations, and those over them. */
function viewsOver(relations: readonly string[], schema: Schema): string[] {
  const known = [...relations];
  const views = [...objectsOf(schema.catalog, 'view'), ...objectsOf(schema.catalog, 'materialized-view')];
  const reads = views.map(({ name, facts }) => ({ name, from: relationsOfQuery(facts['definition']) }));
  for (const relation of known) {
    for (const { name, from } of reads)
      if (from.includes(relation) && !known.includes(name)) known.push(name);
  }
  return known.slice(relations.length);
}

function relationsOfQuery(definition: unknown): string[] {
  const reading = typeof definition === 'string' ? readGrammar(definition) : null;
  return reading?.ok === true ? relationsRead(reading.trees) : [];
}

function relationsWithin(of: 'schema' | 'type' | 'domain', name: string, schema: Schema): string[] {
  return of === 'schema' ? schema.relationsIn(name) : schema.tablesUsingType(name);
}

/** With a sequence go the defaults that take their values from it. */
function defaultsLost({ of, object, cascade }: ChangeOf<'drop'>, schema: Schema): string[] {
  return of === 'sequence' && cascade ? schema.tablesDefaultingTo(object) : [];
}
