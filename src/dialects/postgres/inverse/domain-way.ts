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
