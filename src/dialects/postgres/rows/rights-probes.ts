import { code } from '../../../lib/code.ts';
import { objectsOf, type Catalog, type CatalogObject, type ObjectKind } from '../../../model/catalog.ts';
import type { Probe } from '../../../model/dialect.ts';
import { textFact } from '../../catalog/facts.ts';
import { bare, literal, qualified } from './names.ts';

const EVERYBODY = 'public';

/** How the server is asked for rights on objects of a kind, https://www.postgresql.org/docs/current/functions-info.html. */
interface Inquiry {
  readonly ask: string;
  readonly lookup: string;
  readonly noun: string;
}

const ABOUT_RELATIONS = { ask: 'has_table_privilege', lookup: 'to_regclass' };
const INQUIRIES: Readonly<Partial<Record<ObjectKind, Inquiry>>> = {
  table: { ...ABOUT_RELATIONS, noun: 'table' },
  view: { ...ABOUT_RELATIONS, noun: 'view' },
  'materialized-view': { ...ABOUT_RELATIONS, noun: 'materialized view' },
  sequence: { ask: 'has_sequence_privilege', lookup: 'to_regclass', noun: 'sequence' },
  function: { ask: 'has_function_privilege', lookup: 'to_regprocedure', noun: 'function' },
  schema: { ask: 'has_schema_privilege', lookup: 'to_regnamespace', noun: 'schema' },
};

/** What code does with a privilege. */
const USES: Readonly<Record<string, readonly [action: Probe['action'], words: string]>> = {
  SELECT: ['read', 'reads of'],
  INSERT: ['insert', 'inserts into'],
  UPDATE: ['update', 'updates of'],
  DELETE: ['delete', 'deletes from'],
  EXECUTE: ['call', 'calls of'],
  USAGE: ['call', 'uses of'],
};

/**
 * What roles may do with each object by the grants of the schema. Other probes run with all rights, so that a schema
 * without grants can be probed at all.
 */
export function rightsProbes(catalog: Catalog): Probe[] {
  const kinds = Object.entries(INQUIRIES) as [ObjectKind, Inquiry][];
  const objects = kinds.flatMap(([kind, inquiry]) =>
    objectsOf(catalog, kind).flatMap((object) => (isCalledByServer(object) ? [] : [{ object, inquiry }])),
  );
  const roles = objects.flatMap(({ object }) => grantsOn(object).map(([role]) => role));
  const named = [...new Set(roles)].filter((role) => role !== EVERYBODY).sort();
  const everybody = named.length > 0 ? named : [EVERYBODY];
  return objects.flatMap(({ object, inquiry }) =>
    Object.keys(USES).flatMap((privilege) =>
      holders(object, privilege, everybody).map((role) => rightProbe(object, inquiry, privilege, role)),
    ),
  );
}

/** Trigger functions need no right when they fire. */
function isCalledByServer(object: CatalogObject): boolean {
  return /^(event_)?trigger$/.test(textFact(object, 'returns') ?? '');
}

type Grant = readonly [role: string, privileges: readonly string[]];

/** Grants to others than the owner and the server's own roles. What everybody may do by default is not written down. */
function grantsOn(object: CatalogObject): readonly Grant[] {
  const said = Object.entries(object.facts['privileges'] ?? {}) as Grant[];
  const isSaid = said.some(([role]) => role === EVERYBODY);
  const byDefault: Grant[] = object.kind === 'function' && !isSaid ? [[EVERYBODY, ['EXECUTE']]] : [];
  const owner = textFact(object, 'owner');
  return [...byDefault, ...said].filter(([role]) => role !== owner && !role.startsWith('pg_'));
}

/** Roles that hold the privilege; for everybody, those that the schema names, so that a grant in its place counts. */
function holders(object: CatalogObject, privilege: string, everybody: readonly string[]): string[] {
  const roles = grantsOn(object)
    .filter(([, words]) => words.some((word) => word.split(' ')[0] === privilege))
    .flatMap(([role]) => (role === EVERYBODY ? everybody : [role]));
  return [...new Set(roles)].sort();
}

/** Null, and so no answer, where the object has gone or has another name: that is told elsewhere. */
function rightProbe(object: CatalogObject, inquiry: Inquiry, privilege: string, role: string): Probe {
  const [action, words] = USES[privilege] ?? ['call', 'uses of'];
  const name =
    textFact(object, 'signature') ?? (object.kind === 'schema' ? object.name : qualified(object.name));
  const oid = `${inquiry.lookup}(${literal(name)})::oid`;
  const isDenied = `NOT ${inquiry.ask}(${literal(bare(role))}, ${oid}, ${literal(privilege)})`;
  const who = role === EVERYBODY ? 'roles without grants' : code(bare(role));
  const denied = `permission denied for ${inquiry.noun} ${object.name}: ${privilege} by ${role}`;
  return {
    relation: object.name,
    action,
    sql: `DO ${literal(`BEGIN IF ${isDenied} THEN RAISE insufficient_privilege USING MESSAGE = ${literal(denied)}; END IF; END`)}`,
    subject: `${words} ${code(object.name)} by ${who}`,
  };
}
