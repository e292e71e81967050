import type { CatalogObject } from '../../../model/catalog.ts';
import { findObject } from '../../../model/catalog.ts';
import type { ChangeOf } from '../../../model/change.ts';
import type { Work } from '../../../model/observation.ts';
import { each, family, itself, withChildren } from './entry.ts';
import type { Entries, Touch } from './entry.ts';
import type { Schema } from './schema.ts';
import { strings, text } from './schema.ts';
import { isFreeInUtc, isFreeTypeChange, mayBeFree } from './type-change.ts';

const ALTER = 'sql-altertable';

/** Changes of one column; https://www.postgresql.org/docs/18/sql-altertable.html */
export const COLUMNS = {
  'add-column': {
    page: ALTER,
    touches: (change, schema) => family(change, schema, 'AccessExclusiveLock', workOfAdding(change, schema)),
  },
  'drop-column': { page: ALTER, touches: dropColumn },
  'rename-column': withChildren(ALTER, 'AccessExclusiveLock'),
  'set-type': { page: ALTER, touches: setType },
  'set-not-null': {
    page: ALTER,
    touches: (change, schema) =>
      family(change, schema, 'AccessExclusiveLock', 'metadata').map((touch) => ({
        ...touch,
        work: isProvedNotNull(touch.relation, change.column, schema) ? 'metadata' : 'scan',
      })),
  },
  'drop-not-null': withChildren(ALTER, 'AccessExclusiveLock'),
  'set-default': withChildren(ALTER, 'AccessExclusiveLock'),
  'drop-default': withChildren(ALTER, 'AccessExclusiveLock'),
  'set-identity': itself(ALTER, 'AccessExclusiveLock'),
  'set-expression': { page: ALTER, touches: setExpression },
  'drop-expression': withChildren(ALTER, 'AccessExclusiveLock'),
  'set-storage': withChildren(ALTER, 'AccessExclusiveLock'),
} satisfies Partial<Entries>;

/** A constant is kept in the catalog; what differs by row is written into every row. */
function workOfAdding(change: ChangeOf<'add-column'>, schema: Schema): Work {
  if (change.relation !== null && schema.column(change.relation, change.column) !== null) return 'metadata';
  if (change.fill === 'per-row' || schema.isConstrainedDomain(change.type)) return 'rewrite';
  if (change.fill === 'once' && change.calls.some((name) => schema.isVolatile(name))) return 'rewrite';
  return change.notNull && change.fill === 'null' ? 'scan' : 'metadata';
}

/** Its foreign keys go with it, and those that point at it when CASCADE is said. */
function dropColumn(change: ChangeOf<'drop-column'>, schema: Schema): readonly Touch[] {
  const { relation, column, cascade } = change;
  if (relation === null) return [];
  const targets = schema
    .foreignKeys(relation)
    .filter(({ facts }) => strings(facts['columns']).includes(column))
    .flatMap(({ facts }) => text(facts['references']) ?? []);
  const sources = schema
    .referencing(relation)
    .filter(({ facts }) => cascade && strings(facts['referencedColumns']).includes(column))
    .flatMap(({ relation: source }) => source ?? []);
  return [
    ...family(change, schema, 'AccessExclusiveLock', 'metadata'),
    ...each([...targets, ...sources], 'AccessExclusiveLock'),
  ];
}

function setType(change: ChangeOf<'set-type'>, schema: Schema): readonly Touch[] {
  const { relation, column } = change;
  if (relation === null) return [];
  const from = text(schema.column(relation, column)?.facts['type']);
  if (from === null && change.conversion === 'cast' && mayBeFree(change.type, schema))
    return family(change, schema, 'AccessExclusiveLock', 'metadata').map((touch) => ({
      ...touch,
      untold: `No migration tells which type \`${relation}.${column}\` had, and so whether its rows are rewritten.`,
    }));
  if (from !== null && change.conversion === 'cast' && isFreeInUtc(from, change.type))
    return family(change, schema, 'AccessExclusiveLock', 'metadata').map((touch) => ({
      ...touch,
      work: workInUtc(touch.relation, column, schema),
      untold: `All rows of \`${touch.relation}\` are written anew unless the session’s \`TimeZone\` is UTC.`,
    }));
  const isFree = change.conversion === 'cast' && from !== null && isFreeTypeChange(from, change.type, schema);
  const own = family(change, schema, 'AccessExclusiveLock', 'rewrite').map((touch) => ({
    ...touch,
    work: isFree ? workOfFreeChange(touch.relation, change, schema) : touch.work,
  }));
  return [...own, ...foreignKeyTouches(relation, column, isFree, schema)];
}

/** Both types sort by operators of their own, so that the indexes are built anew. */
function workInUtc(relation: string, column: string, schema: Schema): Work {
  const isIndexed = schema.indexes(relation).some(({ facts }) => strings(facts['columns']).includes(column));
  return isIndexed ? 'index-build' : 'metadata';
}

/** Indexes are kept unless they hold an expression or sort otherwise; checks on the column are made again. */
function workOfFreeChange(relation: string, change: ChangeOf<'set-type'>, schema: Schema): Work {
  const { column, collation } = change;
  const rebuilt = schema.indexes(relation).some(({ facts }) => {
    const columns = Array.isArray(facts['columns']) ? facts['columns'] : [];
    const isComputed = columns.includes(null) || facts['predicate'] !== null;
    return columns.includes(column) && (collation !== null || isComputed);
  });
  if (rebuilt) return 'index-build';
  const isChecked = ({ facts }: { facts: Readonly<Record<string, unknown>> }): boolean =>
    facts['type'] === 'check' && facts['validated'] === true && strings(facts['columns']).includes(column);
  return schema.constraints(relation).some(isChecked) ? 'scan' : 'metadata';
}

/** Foreign keys on the column, and those that point at it, are made again; the validated ones are checked again. */
function foreignKeyTouches(relation: string, column: string, isFree: boolean, schema: Schema): Touch[] {
  const touch = (other: unknown, { facts }: CatalogObject): Touch[] => {
    const work = isFree || facts['validated'] !== true ? 'metadata' : 'scan';
    return typeof other === 'string' ? each([other], 'AccessExclusiveLock', work) : [];
  };
  const own = schema.foreignKeys(relation).filter(({ facts }) => strings(facts['columns']).includes(column));
  const others = schema
    .referencing(relation)
    .filter(({ facts }) => strings(facts['referencedColumns']).includes(column));
  return [
    ...own.flatMap((key) => touch(key.facts['references'], key)),
    ...others.flatMap((key) => touch(key.relation, key)),
  ];
}

/** Already so, or a validated check says so; https://www.postgresql.org/docs/18/sql-altertable.html, "SET NOT NULL". */
export function isProvedNotNull(relation: string, column: string, schema: Schema): boolean {
  if (schema.column(relation, column)?.facts['notNull'] === true) return true;
  return schema.constraints(relation).some(({ facts }) => {
    const definition = text(facts['definition']) ?? '';
    return facts['type'] === 'check' && facts['validated'] === true && implies(definition, column);
  });
}

/** True when one of the conjuncts of a check is `column IS NOT NULL`. */
function implies(definition: string, column: string): boolean {
  const condition = definition.replace(/^CHECK /, '').replace(/ NO INHERIT$/, '');
  if (/ OR |\bNOT \(|\bCASE\b/.test(condition)) return false;
  const conjuncts = condition.split(' AND ').map((part) => part.replace(/^\(+|\)+$/g, ''));
  return conjuncts.includes(`${column} IS NOT NULL`);
}

/** A stored expression is computed for every row; a virtual one when it is read. */
function setExpression(change: ChangeOf<'set-expression'>, schema: Schema): readonly Touch[] {
  const generated = findObject(schema.catalog, 'column', change.object)?.facts['generated'];
  return family(change, schema, 'AccessExclusiveLock', generated === 'virtual' ? 'metadata' : 'rewrite');
}
