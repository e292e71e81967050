import { findObject } from '../../../model/catalog.ts';
import type { ChangeOf } from '../../../model/change.ts';
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
  if (of === 'schema') return cascade ? each(schema.relationsIn(object), 'AccessExclusiveLock') : [];
  if (of === 'type' || of === 'domain') {
    return cascade ? each(schema.tablesUsingType(object), 'AccessExclusiveLock') : [];
  }
  if (relation === null) return [];
  return each(of === 'table' ? tablesLocked(object, cascade, schema) : [relation], 'AccessExclusiveLock');
}

/** A table goes with its partitions; its foreign keys are taken off the tables that they point at. */
function tablesLocked(table: string, cascade: boolean, schema: Schema): string[] {
  const names = schema.family(table);
  const parent = schema.parentOf(table);
  const targets = names.flatMap((name) =>
    schema.foreignKeys(name).flatMap(({ facts }) => text(facts['references']) ?? []),
  );
  const sources = names.flatMap((name) => schema.referencing(name).flatMap(({ relation }) => relation ?? []));
  return [...names, ...(parent === null ? [] : [parent]), ...targets, ...(cascade ? sources : [])];
}
