import type { CatalogObject, Fact } from '../../../model/catalog.ts';
import { recordsFact, wordOf } from './facts.ts';
import type { Pair } from './pairing.ts';
import { sqlName } from './sql-names.ts';
import type { Way } from './way.ts';

type Part = Readonly<Record<string, Fact>>;

function attributeClause(attribute: Part): string {
  const collation = attribute['collation'];
  return `${wordOf(attribute['type'])}${typeof collation === 'string' ? ` COLLATE ${collation}` : ''}`;
}

function numberedAttributes(type: CatalogObject): Part[] {
  const numbers = type.facts['attributeIds'];
  return recordsFact(type, 'attributes').map((attribute, at) => ({
    ...attribute,
    id: Array.isArray(numbers) ? ((numbers as readonly Fact[])[at] ?? null) : null,
  }));
}

/** Attributes are the same ones by number, so that a rename keeps the values. */
function attributeActions({ before, now }: Pair): { readonly renames: string[]; readonly actions: string[] } {
  const [wanted, present] = [numberedAttributes(before), numberedAttributes(now)];
  const renames: string[] = [];
  const actions: string[] = [];
  for (const attribute of present) {
    if (!wanted.some((other) => other['id'] === attribute['id']))
      actions.push(`DROP ATTRIBUTE ${wordOf(attribute['name'])}`);
  }
  for (const attribute of wanted) {
    const name = wordOf(attribute['name']);
    const same = present.find((other) => other['id'] === attribute['id']);
    if (same === undefined) actions.push(`ADD ATTRIBUTE ${name} ${attributeClause(attribute)}`);
    else if (attributeClause(same) !== attributeClause(attribute)) {
      actions.push(`ALTER ATTRIBUTE ${name} TYPE ${attributeClause(attribute)}`);
    }
    if (same !== undefined && same['name'] !== name)
      renames.push(`RENAME ATTRIBUTE ${wordOf(same['name'])} TO ${name}`);
  }
  return { renames, actions };
}

/** Composite types. */
export const COMPOSITE_WAY: Way = {
  kinds: ['composite-type'],
  create: (type) => {
    const attributes = recordsFact(type, 'attributes').map(
      (attribute) => `${wordOf(attribute['name'])} ${attributeClause(attribute)}`,
    );
    return [`CREATE TYPE ${sqlName(type)} AS (${attributes.join(', ')})`];
  },
  drop: (type) => [`DROP TYPE ${sqlName(type)}`],
  alter: (pair) => {
    const { renames, actions } = attributeActions(pair);
    const type = `ALTER TYPE ${sqlName(pair.before)}`;
    return [
      ...renames.map((rename) => `${type} ${rename}`),
      ...(actions.length > 0 ? [`${type} ${actions.join(', ')}`] : []),
    ];
  },
  isMadeAgain: () => false,
};
