import { code } from '../../../lib/code.ts';
import { findObject, type CatalogObject } from '../../../model/catalog.ts';
import { typeClause } from '../inverse/column-definition.ts';
import { castExpression } from '../inverse/type-change.ts';
import { listFact, textFact } from '../../catalog/facts.ts';
import { literal } from '../rows/names.ts';
import { bridgePart } from './bridge-steps.ts';
import { nameOf, suffixed, type Bridge } from './bridge.ts';
import { carriedBy } from './carried.ts';
import { asCatalogName, withColumns } from './expression.ts';
import type { Kind } from './kinds.ts';
import { changesOf, columnIn, columnNames, type PlacedChange, type Scene } from './scene.ts';
import { usingExpression } from './sql-text.ts';
import { localPart, tableWord } from './names.ts';

/**
 * `ALTER COLUMN … TYPE`: a second column of the new type, which takes the name in one instant. A type that is made anew
 * under the same name comes under another one first.
 */
export const changeType: Kind = (scene) =>
  changesOf(scene, 'set-type').flatMap((placed) => {
    const table = placed.change.relation ?? '';
    const name = asCatalogName(placed.change.column);
    const old = columnIn(scene.before, table, name);
    const fresh = columnIn(scene.after, table, name);
    if (old === null || fresh === null) return [];
    const replaced = replacedType(scene, placed, old, fresh);
    const bridge = { ...plainBridge(scene, placed, old, fresh), ...replaced?.bridge };
    const takes = [...bridge.takes, ...(replaced?.takes ?? []), ...carriedBy(scene, table, [name])];
    return [bridgePart({ ...bridge, takes })];
  });

function plainBridge(
  scene: Scene,
  { change, index, sql }: PlacedChange<'set-type'>,
  old: CatalogObject,
  fresh: CatalogObject,
): Bridge {
  const table = change.relation ?? '';
  const name = nameOf(old);
  const type = typeClause(fresh);
  const using = usingExpression(sql, name) ?? `${name}::${textFact(fresh, 'type') ?? ''}`;
  const columns = columnNames(scene.before, table);
  const owners = new Set([tableWord(table)]);
  return {
    scene,
    kind: 'change-type',
    title: `Change the type of ${code(old.name)} from ${code(textFact(old, 'type') ?? '')} to ${code(type)}`,
    takes: [index],
    table,
    old: [{ column: old, from: (row) => castExpression(row(name), fresh, old) }],
    fresh: [
      {
        column: fresh,
        shadow: suffixed(name, 'new'),
        from: (row) =>
          withColumns(using, (column) => (columns.includes(column) ? row(column) : null), owners),
      },
    ],
    swaps: true,
    ...(isNarrowed(old, fresh)
      ? { before: `Code that writes ${code(old.name)} only with values that are ${code(type)}.` }
      : {}),
    oldAfterSwap: scene.statements[index]?.backwardCompatible === true,
  };
}

const TEXTS: ReadonlySet<string> = new Set(['text', 'character varying', 'character', 'citext']);

/** Not every text is a value of another type. */
function isNarrowed(old: CatalogObject, fresh: CatalogObject): boolean {
  const [was, is] = [old, fresh].map((column) => textFact(column, 'type')?.replace(/\(.*\)/, '') ?? '');
  return TEXTS.has(was ?? '') && !TEXTS.has(is ?? '');
}

interface ReplacedType {
  readonly takes: readonly number[];
  readonly bridge: Partial<Bridge>;
}

/** An enumerated type that is another one after the migration, under its old name; null for any other change. */
function replacedType(
  scene: Scene,
  placed: PlacedChange<'set-type'>,
  old: CatalogObject,
  fresh: CatalogObject,
): ReplacedType | null {
  const name = textFact(fresh, 'typeName') ?? '';
  const was = findObject(scene.before, 'enum', name);
  const is = findObject(scene.after, 'enum', name);
  if (was === null || is === null || was.id === is.id || textFact(old, 'typeName') !== name) return null;
  const takes = changesOf(scene, 'create-type', 'rename', 'drop').flatMap(({ index, change }) =>
    change.kind === 'create-type' || change.of === 'type' ? [index] : [],
  );
  const column = nameOf(old);
  const [plain] = plainBridge(scene, placed, old, fresh).fresh;
  const forth = (row: (name: string) => string): string => plain?.from(row, false) ?? row(column);
  return { takes, bridge: enumBridge({ name, old, fresh, labels: [was, is].map(labelsOf), forth }) };
}

interface EnumReplaced {
  readonly name: string;
  readonly old: CatalogObject;
  readonly fresh: CatalogObject;
  /** Values before and after. */
  readonly labels: readonly string[];
  /** The new value of a row. */
  readonly forth: (row: (name: string) => string) => string;
}

function enumBridge({ name, old, fresh, labels: [was = '', is = ''], forth }: EnumReplaced): Partial<Bridge> {
  const [next, gone] = [suffixed(name, 'next'), suffixed(name, 'gone')];
  const rename = (from: string, to: string): string => `ALTER TYPE ${from} RENAME TO ${localPart(to)}`;
  const create = (type: string, values: string): string => `CREATE TYPE ${type} AS ENUM (${values})`;
  const column = nameOf(old);
  const shadow = suffixed(column, 'new');
  return {
    kind: 'change-enum',
    oldAfterSwap: false,
    title: `Replace the values of ${code(name)}`,
    old: [{ column: old, from: (row, swapped) => `${row(column)}::text::${swapped ? gone : name}` }],
    fresh: [
      {
        column: fresh,
        shadow,
        from: (row, swapped) => (swapped ? forth(row) : castTo(next, name, forth(row))),
      },
    ],
    prelude: { up: [create(next, is)], down: [`DROP TYPE ${next}`] },
    typeOf: () => next,
    atSwap: {
      up: [rename(name, gone), rename(next, name)],
      down: [rename(name, next), rename(gone, name)],
    },
    typeOfOld: () => gone,
    finale: { up: [`DROP TYPE ${gone}`], down: [create(gone, was)] },
  };
}

function labelsOf(type: CatalogObject): string {
  return listFact(type, 'labels').map(literal).join(', ');
}

/** The expression with casts to the type turned into casts to another one. */
function castTo(next: string, name: string, sql: string): string {
  const type = new RegExp(`(::\\s*|\\bAS\\s+)${localPart(name).replace(/[$]/g, '\\$&')}(?![\\w$"])`, 'gi');
  return sql.replace(type, (_, before: string) => `${before}${next}`);
}
