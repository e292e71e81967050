import type { CatalogObject, Fact, ObjectKind } from '../../../model/catalog.ts';
import { objectKey } from '../../../model/catalog.ts';
import type { Family, FamilyRow } from './family.ts';
import { readPrivileges } from './privileges.ts';

/** One object as a family returned it, before what it uses is known by name. */
export interface StoredObject {
  readonly family: Family;
  /** Where it lives: its system catalog and OID. Unique over all kinds. */
  readonly address: string;
  /** Its key in the catalog. */
  readonly key: string;
  /** OID of the relation by which changes are noticed; null outside of group `relation`. */
  readonly home: string | null;
  readonly kind: ObjectKind;
  readonly name: string;
  readonly relation: string | null;
  readonly id: string;
  readonly aliases: readonly string[];
  readonly facts: Readonly<Record<string, Fact>>;
}

/** Kinds of object that default privileges are about, by the catalog's letter. */
const DEFAULT_KINDS: Readonly<Record<string, ObjectKind>> = {
  r: 'table',
  S: 'sequence',
  f: 'function',
  T: 'enum',
  n: 'schema',
};

function textOf(value: Fact | undefined): string {
  return typeof value === 'string' ? value : '';
}

function privilegesOf(row: FamilyRow, kind: ObjectKind, version: number): Fact {
  const list = row['privileges'];
  const text = typeof list === 'string' ? list : null;
  if (kind !== 'default-privileges') return readPrivileges(kind, text, textOf(row['owner']), version);
  if (row['schema'] !== null) return readPrivileges('column', text, '', version);
  const about = DEFAULT_KINDS[textOf(row['letter'])] ?? 'column';
  return readPrivileges(about, text, textOf(row['role']), version);
}

function columnExtras(extras: Fact | undefined, version: number): Fact {
  if (!Array.isArray(extras)) return [];
  return (extras as readonly Record<string, Fact>[]).map((extra) => ({
    ...extra,
    privileges: readPrivileges('column', extra['privileges'] as string | null, '', version),
  }));
}

/** Turns a row into an object: names apart from facts, access control lists read. */
export function storedObject(family: Family, row: FamilyRow, version: number): StoredObject {
  const { id, name, relation, kind: rowKind, home, aliases, ...rest } = row;
  const kind = family.kind ?? rowKind;
  if (kind === undefined) throw new Error(`Family ${family.name} returns a row without a kind.`);
  const facts: Record<string, Fact> = {};
  for (const [key, value] of Object.entries(rest)) if (value !== undefined) facts[key] = value;
  if ('options' in facts) facts['options'] ??= [];
  if ('privileges' in facts) facts['privileges'] = privilegesOf(row, kind, version);
  if ('columnExtras' in facts) facts['columnExtras'] = columnExtras(facts['columnExtras'], version);
  return {
    family,
    address: `${family.classId}:${id}`,
    key: objectKey(kind, name),
    home: home ?? null,
    kind,
    name,
    relation: relation ?? null,
    id,
    aliases: aliases ?? [],
    facts,
  };
}

/** The object for the catalog, with the keys of what it uses. */
export function catalogObject(stored: StoredObject, uses: readonly string[]): CatalogObject {
  const { kind, name, relation, id, facts } = stored;
  return { kind, name, relation, id, facts: { ...facts, uses } };
}
