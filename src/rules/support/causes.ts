import type { CatalogObject } from '../../model/catalog.ts';
import type { Rehearsal } from '../../model/rehearsal.ts';
import { factText, isRelation, mustBeGiven, type Cause } from './cause.ts';
import { differenceOf, type Difference, type Pair } from './difference.ts';
import { renamedLabels } from './renamed-labels.ts';
import type { Place } from './place.ts';
import { isShippedRelation, shippedObject } from './shipped.ts';

/** What a statement did to shipped objects that code written for them can trip over. */
export function causesOf(rehearsal: Rehearsal, place: Place): Cause[] {
  const difference = differenceOf(place.statement);
  const isShipped = (object: CatalogObject): boolean => shippedObject(rehearsal.shipped, object) !== null;
  return [
    ...drops({ ...difference, removed: difference.removed.filter(isShipped) }),
    ...renames({ ...difference, renamed: difference.renamed.filter(({ before }) => isShipped(before)) }),
    ...renamedLabels(difference.altered.filter(({ before }) => isShipped(before))),
    ...typeChanges(difference.altered.filter(({ before }) => isShipped(before))),
    ...requiredColumns(rehearsal, place),
    ...stricterThanBefore(rehearsal, place),
  ];
}

/** Kinds that callers name themselves, so that nobody can take them away unnoticed. */
const NAMED_BY_CALLERS: ReadonlySet<string> = new Set(['column', 'function', 'aggregate']);

function drops({ removed }: Difference): Cause[] {
  const gone = new Set(removed.map((object) => object.name));
  return removed
    .filter((object) => !goesWithAnother(object, gone))
    .map((object) => ({
      kind: 'drop',
      object,
      name: object.name,
      to: null,
      certain: isNamed(object) && !isTriggerFunction(object),
    }));
}

function isNamed(object: CatalogObject): boolean {
  return isRelation(object) || NAMED_BY_CALLERS.has(object.kind);
}

/** Callers are triggers, which go with their tables and are looked at there. */
function isTriggerFunction(object: CatalogObject): boolean {
  return /\breturns (event_)?trigger\b/i.test(factText(object, 'definition'));
}

/** Part of something that is dropped as well: a column of a table, the index of a constraint, a column's sequence. */
function goesWithAnother(object: CatalogObject, gone: ReadonlySet<string>): boolean {
  if (object.relation !== null && gone.has(object.relation)) return true;
  if (gone.has(factText(object, 'ownedBy'))) return true;
  if (object.relation === null || object.kind === 'column') return false;
  const constraint = factText(object, 'constraint');
  if (gone.has(constraint) || gone.has(`${object.relation}.${constraint}`)) return true;
  const columns = object.facts['columns'];
  return (
    Array.isArray(columns) && columns.some((column) => gone.has(`${object.relation ?? ''}.${String(column)}`))
  );
}

function renames({ renamed }: Difference): Cause[] {
  const schemas = renamed
    .filter(({ before }) => before.kind === 'schema')
    .map(({ before }) => `${before.name}.`);
  const isInside = ({ before }: Pair): boolean => schemas.some((schema) => before.name.startsWith(schema));
  return renamed
    .filter(({ before }) => isNamed(before) || before.kind === 'schema')
    .filter((pair) => !isInside(pair))
    .map(({ before, after }) => ({
      kind: 'rename',
      object: before,
      name: before.name,
      to: after.name,
      certain: true,
    }));
}

function typeChanges(altered: readonly Pair[]): Cause[] {
  return altered
    .filter(({ before, after }) => before.kind === 'column' && before.facts['type'] !== after.facts['type'])
    .map(({ before, after }) => ({
      kind: 'type',
      object: before,
      name: before.name,
      to: factText(after, 'type'),
      certain: false,
    }));
}

/** Columns that the change brings to a shipped table, required and with nothing that fills them in. */
function requiredColumns(rehearsal: Rehearsal, place: Place): Cause[] {
  const { added, altered } = differenceOf(place.statement);
  const required = [
    ...added.filter((column) => isNew(rehearsal, column)),
    ...altered
      .filter(becomesRequired)
      .flatMap(({ before, after }) => (isNew(rehearsal, before) ? [after] : [])),
  ];
  return required
    .filter((column) => column.kind === 'column' && mustBeGiven(column))
    .filter(({ relation }) => relation !== null && isShippedRelation(rehearsal, place.statement, relation))
    .map((object) => ({ kind: 'required-column', object, name: object.name, to: null, certain: true }));
}

function becomesRequired({ before, after }: Pair): boolean {
  return before.facts['notNull'] !== true && after.facts['notNull'] === true;
}

function isNew({ shipped }: Rehearsal, object: CatalogObject): boolean {
  return shippedObject(shipped, object) === null;
}

/** Constraints, and shipped columns that are required now: what they refuse depends on the values. */
function stricterThanBefore(rehearsal: Rehearsal, place: Place): Cause[] {
  const { added, altered } = differenceOf(place.statement);
  const stricter = [
    ...added.filter(({ kind, facts }) => kind === 'constraint' && facts['type'] !== 'not-null'),
    ...added.filter(({ kind, facts }) => kind === 'index' && facts['unique'] === true),
    ...altered
      .filter(becomesRequired)
      .flatMap(({ before, after }) => (isNew(rehearsal, before) ? [] : [after])),
  ];
  return stricter.map((object) => ({
    kind: 'stricter',
    object,
    name: object.name,
    to: null,
    certain: false,
  }));
}
