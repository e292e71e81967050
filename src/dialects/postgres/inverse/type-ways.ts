import type { CatalogObject, Fact } from '../../../model/catalog.ts';
import { agree, isFact, recordsFact, textFact, wordFact, wordOf } from './facts.ts';
import type { Pair } from './pairing.ts';
import { sqlName } from './sql-names.ts';
import type { Way } from './way.ts';

type Part = Readonly<Record<string, Fact>>;

function constraintClause(constraint: Part): string {
  return `CONSTRAINT ${wordOf(constraint['name'])} ${wordOf(constraint['definition'])}`;
}

function createDomain(domain: CatalogObject): string[] {
  const [value, collation] = [textFact(domain, 'default'), textFact(domain, 'collation')];
  const constraints = recordsFact(domain, 'constraints');
  const words = [
    `CREATE DOMAIN ${sqlName(domain)} AS ${wordFact(domain, 'baseType')}`,
    ...(collation === null ? [] : [`COLLATE ${collation}`]),
    ...(value === null ? [] : [`DEFAULT ${value}`]),
    ...(isFact(domain, 'notNull') ? ['NOT NULL'] : []),
    ...constraints.filter(({ validated }) => validated === true).map(constraintClause),
  ];
  const late = constraints.filter(({ validated }) => validated !== true);
  return [
    words.join(' '),
    ...late.map((constraint) => `ALTER DOMAIN ${sqlName(domain)} ADD ${constraintClause(constraint)}`),
  ];
}

function domainConstraintActions({ before, now }: Pair): string[] {
  const [wanted, present] = [recordsFact(before, 'constraints'), recordsFact(now, 'constraints')];
  const actions: string[] = [];
  const isSame = (one: Part, other: Part): boolean =>
    one['name'] === other['name'] && one['definition'] === other['definition'];
  const validated = (definition: Fact | undefined): string => wordOf(definition).replace(/ NOT VALID$/, '');
  const needsValidation = (one: Part, other: Part): boolean =>
    one['name'] === other['name'] &&
    one['validated'] === true &&
    validated(one['definition']) === validated(other['definition']);
  for (const constraint of present) {
    const isKept = wanted.some((other) => isSame(other, constraint) || needsValidation(other, constraint));
    if (!isKept) actions.push(`DROP CONSTRAINT ${wordOf(constraint['name'])}`);
  }
  for (const constraint of wanted) {
    if (present.some((other) => isSame(constraint, other))) continue;
    const isThere = present.some((other) => needsValidation(constraint, other));
    actions.push(
      isThere ? `VALIDATE CONSTRAINT ${wordOf(constraint['name'])}` : `ADD ${constraintClause(constraint)}`,
    );
  }
  return actions;
}

/** Domains. */
export const DOMAIN_WAY: Way = {
  kinds: ['domain'],
  create: createDomain,
  drop: (domain) => [`DROP DOMAIN ${sqlName(domain)}`],
  alter: (pair) => {
    const { before, now } = pair;
    const actions: string[] = [];
    const value = textFact(before, 'default');
    if (!agree(before, now, 'default'))
      actions.push(value === null ? 'DROP DEFAULT' : `SET DEFAULT ${value}`);
    if (!agree(before, now, 'notNull'))
      actions.push(`${isFact(before, 'notNull') ? 'SET' : 'DROP'} NOT NULL`);
    actions.push(...domainConstraintActions(pair));
    return actions.map((action) => `ALTER DOMAIN ${sqlName(before)} ${action}`);
  },
  isMadeAgain: ({ before, now }) => !agree(before, now, 'baseType') || !agree(before, now, 'collation'),
};

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
