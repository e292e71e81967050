import type { CatalogObject } from '../../../model/catalog.ts';
import { agree, listFact, textFact, usesOf, wordFact } from './facts.ts';
import type { Moments, Pair } from './pairing.ts';
import { keyOf } from './pairing.ts';
import { literal, localName, relationName, sqlName } from './sql-names.ts';
import type { Way } from './way.ts';

function createEnum(type: CatalogObject): string {
  return `CREATE TYPE ${sqlName(type)} AS ENUM (${listFact(type, 'labels').map(literal).join(', ')})`;
}

/** Labels that are the same ones under another text. */
function renamedLabels({ before, now }: Pair): string[] {
  const present = new Map(listFact(now, 'labelIds').map((id, at) => [id, listFact(now, 'labels')[at]]));
  return listFact(before, 'labelIds').flatMap((id, at) => {
    const [wanted, label] = [listFact(before, 'labels')[at], present.get(id)];
    if (wanted === undefined || label === undefined || wanted === label) return [];
    return [`ALTER TYPE ${sqlName(before)} RENAME VALUE ${literal(label)} TO ${literal(wanted)}`];
  });
}

/** True when labels were added, removed or reordered: no ALTER TYPE takes that back. */
export function isEnumRebuilt({ before, now }: Pair): boolean {
  return !agree(before, now, 'labels') && !agree(before, now, 'labelIds');
}

function conversion({ before, now }: Pair, type: CatalogObject): string {
  const bare = localName(before);
  const isStillOfType = usesOf(before).includes(keyOf(type));
  const wanted = wordFact(isStillOfType ? before : now, 'type');
  const value = isStillOfType ? textFact(before, 'default') : null;
  const array = wanted.endsWith('[]') ? '[]' : '';
  const actions = [
    ...(textFact(now, 'default') === null ? [] : [`ALTER COLUMN ${bare} DROP DEFAULT`]),
    `ALTER COLUMN ${bare} TYPE ${wanted} USING ${bare}::text${array}::${wanted}`,
    ...(value === null ? [] : [`ALTER COLUMN ${bare} SET DEFAULT ${value}`]),
  ];
  return `ALTER TABLE ${relationName(before)} ${actions.join(', ')}`;
}

/** Puts a new type in the place of the present one and moves every column over. */
function rebuild(pair: Pair, moments: Moments): string[] {
  const { before, after } = pair;
  const aside = aSideName(localName(before));
  const columns = [...moments.pairs.values()].filter(
    (column) => column.before.kind === 'column' && usesOf(column.after).includes(keyOf(after)),
  );
  const schema = sqlName(before).slice(0, -localName(before).length);
  return [
    `ALTER TYPE ${sqlName(before)} RENAME TO ${aside}`,
    createEnum(before),
    ...columns
      .filter(({ before: column }) => column.facts['inherited'] !== true)
      .map((column) => conversion(column, before)),
    `DROP TYPE ${schema}${aside}`,
  ];
}

/** A name for what stands in the way until it can be dropped. */
export function aSideName(local: string): string {
  const bare = local.startsWith('"') ? local.slice(1, -1) : local;
  const name = `${bare.slice(0, 40)}_before_rollback`;
  return local.startsWith('"') ? `"${name}"` : name;
}

/** Enumerated types. */
export const ENUM_WAY: Way = {
  kinds: ['enum'],
  create: (type) => [createEnum(type)],
  drop: (type) => [`DROP TYPE ${sqlName(type)}`],
  alter: (pair, moments) => [...renamedLabels(pair), ...(isEnumRebuilt(pair) ? rebuild(pair, moments) : [])],
  isMadeAgain: () => false,
};
