import type { CatalogObject, ObjectKind } from '../../../model/catalog.ts';
import { agree, listFact, recordsFact, textFact, wordOf } from './facts.ts';
import { routineWord } from './function-way.ts';
import type { Grants, PrivilegeTarget } from './grants.ts';
import { privilegeChanges } from './grants.ts';
import type { Moments } from './pairing.ts';
import { literal, localName, relationName, sqlName } from './sql-names.ts';

const WORDS: Readonly<Partial<Record<ObjectKind, string>>> = {
  'materialized-view': 'MATERIALIZED VIEW',
  'foreign-table': 'FOREIGN TABLE',
  enum: 'TYPE',
  'composite-type': 'TYPE',
  'range-type': 'TYPE',
  'base-type': 'TYPE',
  'event-trigger': 'EVENT TRIGGER',
  'text-search': 'TEXT SEARCH',
  'foreign-server': '',
};

/** The object after ALTER, COMMENT ON and RENAME: `TABLE public.users`, `COLUMN public.users.email`. */
export function target(object: CatalogObject): string {
  if (object.kind === 'column') return `COLUMN ${relationName(object)}.${localName(object)}`;
  if (object.kind === 'function') return `${routineWord(object)} ${sqlName(object)}`;
  return `${WORDS[object.kind] ?? object.kind.toUpperCase()} ${sqlName(object)}`.trim();
}

/** A sequence that a column owns has its table's owner. */
function ownerStep(object: CatalogObject, now: CatalogObject | null, moments: Moments): string[] {
  const owner = textFact(object, 'owner');
  if (owner === null || textFact(object, 'ownedBy') !== null) return [];
  const isKnown = now === null ? hasOneOwner(moments) : agree(object, now, 'owner');
  return isKnown ? [] : [`ALTER ${target(object)} OWNER TO ${owner}`];
}

/** With one owner for everything, whoever runs this owns what it makes, as before. */
function hasOneOwner(moments: Moments): boolean {
  const owners = new Set<string>();
  for (const catalog of [moments.before, moments.after]) {
    for (const object of catalog.values()) {
      const owner = object.kind === 'schema' ? null : textFact(object, 'owner');
      if (owner !== null) owners.add(owner);
    }
  }
  return owners.size <= 1;
}

function commentStep(object: CatalogObject, now: CatalogObject | null): string[] {
  const [wanted, present] = [textFact(object, 'comment'), now === null ? null : textFact(now, 'comment')];
  if (wanted === present) return [];
  return [`COMMENT ON ${target(object)} IS ${wanted === null ? 'NULL' : literal(wanted)}`];
}

const GRANT_WORDS: Readonly<Partial<Record<ObjectKind, string>>> = {
  view: 'TABLE',
  'materialized-view': 'TABLE',
  'foreign-table': 'TABLE',
  domain: 'TYPE',
  'foreign-server': 'FOREIGN SERVER',
};

function privilegeTarget(object: CatalogObject): PrivilegeTarget {
  if (object.kind === 'column') {
    return {
      on: `TABLE ${relationName(object)}`,
      columns: ` (${localName(object)})`,
      publicDefault: [],
      owner: '',
    };
  }
  const on = GRANT_WORDS[object.kind];
  const isServer = object.kind === 'foreign-server';
  const isRoutine = object.kind === 'function' || object.kind === 'aggregate';
  const isType = ['enum', 'domain', 'composite-type', 'range-type', 'base-type'].includes(object.kind);
  return {
    on: on === undefined ? target(object) : `${on} ${isServer ? object.name : sqlName(object)}`,
    columns: '',
    publicDefault: isRoutine ? ['EXECUTE'] : isType ? ['USAGE'] : [],
    owner: textFact(object, 'owner') ?? '',
  };
}

const DEFAULT_LETTERS: Readonly<Partial<Record<ObjectKind, string>>> = {
  table: 'r',
  view: 'r',
  'materialized-view': 'r',
  'foreign-table': 'r',
  sequence: 'S',
  function: 'f',
  aggregate: 'f',
  enum: 'T',
  domain: 'T',
  'composite-type': 'T',
  schema: 'n',
};

/** What default privileges give to an object when it is made. */
function givenPrivileges(object: CatalogObject, moments: Moments): Grants {
  const letter = DEFAULT_LETTERS[object.kind];
  const given: Record<string, readonly string[]> = {};
  for (const rule of moments.after.values()) {
    if (rule.kind !== 'default-privileges' || rule.facts['letter'] !== letter) continue;
    if (rule.facts['role'] !== object.facts['owner']) continue;
    const schema = textFact(rule, 'schema');
    const parts = sqlName(object).split('.');
    if (schema === null || schema === parts[0]) Object.assign(given, rule.facts['privileges']);
  }
  return given;
}

function privilegeSteps(object: CatalogObject, now: CatalogObject | null, moments: Moments): string[] {
  if (object.facts['privileges'] === undefined || object.kind === 'default-privileges') return [];
  const present = now === null ? givenPrivileges(object, moments) : (now.facts['privileges'] as Grants);
  return privilegeChanges(object.facts['privileges'] as Grants, present, privilegeTarget(object));
}

/** Owner, privileges and comment as they were; `now` is null for an object that is made again. */
export function propertySteps(object: CatalogObject, now: CatalogObject | null, moments: Moments): string[] {
  return [
    ...ownerStep(object, now, moments),
    ...privilegeSteps(object, now, moments),
    ...commentStep(object, now),
    ...viewColumnSteps(object, now),
    ...domainConstraintComments(object, now),
  ];
}

function viewColumnSteps(view: CatalogObject, now: CatalogObject | null): string[] {
  const [wanted, present] = [
    recordsFact(view, 'columnExtras'),
    now === null ? [] : recordsFact(now, 'columnExtras'),
  ];
  if (JSON.stringify(wanted) === JSON.stringify(present)) return [];
  const word = view.kind === 'view' ? 'VIEW' : 'MATERIALIZED VIEW';
  return listFact(view, 'columns').flatMap((column) => {
    const extra = wanted.find(({ name }) => name === column) ?? {};
    const other = present.find(({ name }) => name === column) ?? {};
    const steps: string[] = [];
    if ((extra['default'] ?? null) !== (other['default'] ?? null)) {
      const value = typeof extra['default'] === 'string' ? `SET DEFAULT ${extra['default']}` : 'DROP DEFAULT';
      steps.push(`ALTER ${word} ${sqlName(view)} ALTER COLUMN ${column} ${value}`);
    }
    if ((extra['comment'] ?? null) !== (other['comment'] ?? null)) {
      const text = typeof extra['comment'] === 'string' ? literal(extra['comment']) : 'NULL';
      steps.push(`COMMENT ON COLUMN ${sqlName(view)}.${column} IS ${text}`);
    }
    const on = { on: `TABLE ${sqlName(view)}`, columns: ` (${column})`, publicDefault: [], owner: '' };
    const grants = (part: typeof extra): Grants => (part['privileges'] ?? {}) as Grants;
    return [...steps, ...privilegeChanges(grants(extra), grants(other), on)];
  });
}

function domainConstraintComments(domain: CatalogObject, now: CatalogObject | null): string[] {
  if (domain.kind !== 'domain') return [];
  const present = now === null ? [] : recordsFact(now, 'constraints');
  return recordsFact(domain, 'constraints').flatMap(({ name, comment }) => {
    const other = present.find((constraint) => constraint['name'] === name)?.['comment'] ?? null;
    if ((comment ?? null) === other) return [];
    const text = typeof comment === 'string' ? literal(comment) : 'NULL';
    return [`COMMENT ON CONSTRAINT ${wordOf(name)} ON DOMAIN ${sqlName(domain)} IS ${text}`];
  });
}
