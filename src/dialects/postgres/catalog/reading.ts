import type { Row } from '../../../model/engine.ts';
import type { DependencyRow } from './dependencies.ts';
import { familyDependencies, groupDependencies } from './dependencies.ts';
import type { Family, FamilyGroup, FamilyRow } from './family.ts';
import { SHARED_EXPRESSIONS } from './sql.ts';
import type { StoredObject } from './stored-object.ts';
import { storedObject } from './stored-object.ts';

/** One family to read, with the relations to read it for; null for all. */
export interface FamilyRequest {
  readonly family: Family;
  readonly relations: readonly string[] | null;
}

/** What one reading brought. */
export interface Reading {
  readonly objects: readonly StoredObject[];
  readonly dependencies: readonly DependencyRow[];
}

/** Reads the families in one query. The caller has emptied the search path, so that names come schema-qualified. */
export async function readFamilies(
  query: (sql: string) => Promise<readonly Row[]>,
  version: number,
  requests: readonly FamilyRequest[],
): Promise<Reading> {
  if (requests.length === 0) return { objects: [], dependencies: [] };
  const groups = new Set(requests.map(({ family }) => family.group));
  const [row] = await query(readingSql(version, requests, groups));
  if (row === undefined) throw new Error('The catalog query returns no row.');
  return {
    objects: requests.flatMap(({ family }) =>
      (parse(row[family.name]) as readonly FamilyRow[]).map((object) =>
        storedObject(family, object, version),
      ),
    ),
    dependencies: [...requests.map(({ family }) => family.name), ...groups].flatMap(
      (name) => parse(row[`uses ${name}`]) as readonly DependencyRow[],
    ),
  };
}

function parse(json: string | null | undefined): unknown {
  return json === null || json === undefined ? [] : JSON.parse(json);
}

/** One SELECT with one column per family and one per source of dependencies. */
function readingSql(
  version: number,
  requests: readonly FamilyRequest[],
  groups: ReadonlySet<FamilyGroup>,
): string {
  const columns: string[] = [];
  const addUses = (name: string, sql: string | null): void => {
    if (sql !== null) columns.push(`(${sql})::text AS "uses ${name}"`);
  };
  for (const { family, relations } of requests) {
    const select = family.select({ version, relations });
    columns.push(`(SELECT json_agg(f) FROM (${select}) f)::text AS "${family.name}"`);
    addUses(family.name, familyDependencies(family.name, relations));
  }
  for (const group of groups) addUses(group, groupDependencies(group));
  return `WITH ${SHARED_EXPRESSIONS} SELECT ${columns.join(',\n')}`;
}
