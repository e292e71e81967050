import type { CatalogObject, Fact } from '../../../model/catalog.ts';
import { agree, isFact, recordsFact, textFact } from './facts.ts';
import type { Pair } from './pairing.ts';
import { sqlName } from './sql-names.ts';
import type { Way } from './way.ts';

type Part = Readonly<Record<string, Fact>>;

function constraintClause(constraint: Part): string {
  return `CONSTRAINT ${String(constraint['name'])} ${String(constraint['definition'])}`;
}

function createDomain(domain: CatalogObject): string[] {
  const [value, collation] = [textFact(domain, 'default'), textFact(domain, 'collation')];
  const constraints = recordsFact(domain, 'constraints');
  const words = [
    `CREATE DOMAIN ${sqlName(domain)} AS ${String(domain.facts['baseType'])}`,
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
  const validated = (definition: Fact | undefined): string => String(definition).replace(/ NOT VALID$/, '');
  const needsValidation = (one: Part, other: Part): boolean =>
    one['name'] === other['name'] &&
    one['validated'] === true &&
    validated(one['definition']) === validated(other['definition']);
  for (const constraint of present) {
    const isKept = wanted.some((other) => isSame(other, constraint) || needsValidation(other, constraint));
    if (!isKept) actions.push(`DROP CONSTRAINT ${String(constraint['name'])}`);
  }
  for (const constraint of wanted) {
    if (present.some((other) => isSame(constraint, other))) continue;
    const isThere = present.some((other) => needsValidation(constraint, other));
    actions.push(
      isThere ? `VALIDATE CONSTRAINT ${String(constraint['name'])}` : `ADD ${constraintClause(constraint)}`,
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
  return `${String(attribute['type'])}${typeof collation === 'string' ? ` COLLATE ${collation}` : ''}`;
}

/** Attributes are the same ones by number, so that a rename keeps the values. */
function attributeActions({ before, now }: Pair): { readonly renames: string[]; readonly actions: string[] } {
  const [wanted, present] = [recordsFact(before, 'attributes'), recordsFact(now, 'attributes')];
  const renames: string[] = [];
  const actions: string[] = [];
  for (const attribute of present) {
    if (!wanted.some((other) => other['id'] === attribute['id']))
      actions.push(`DROP ATTRIBUTE ${String(attribute['name'])}`);
  }
  for (const attribute of wanted) {
    const name = String(attribute['name']);
    const same = present.find((other) => other['id'] === attribute['id']);
    if (same === undefined) actions.push(`ADD ATTRIBUTE ${name} ${attributeClause(attribute)}`);
    else if (attributeClause(same) !== attributeClause(attribute)) {
      actions.push(`ALTER ATTRIBUTE ${name} TYPE ${attributeClause(attribute)}`);
    }
    if (same !== undefined && same['name'] !== name)
      renames.push(`RENAME ATTRIBUTE ${String(same['name'])} TO ${name}`);
  }
  return { renames, actions };
}

/** Composite types. */
export const COMPOSITE_WAY: Way = {
  kinds: ['composite-type'],
  create: (type) => {
    const attributes = recordsFact(type, 'attributes').map(
      (attribute) => `${String(attribute['name'])} ${attributeClause(attribute)}`,
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
