import type { Row } from '../../../model/engine.ts';
import type { Ask, PreparedQueries, PreparedQuery } from '../engines/prepared-queries.ts';
import type { DependencyRow } from './dependencies.ts';
import { familyDependencies, groupDependencies } from './dependencies.ts';
import type { Family, FamilyGroup, FamilyRow, ReadScope } from './family.ts';
import { sharedExpressions } from './sql.ts';
import type { StoredObject } from './stored-object.ts';
import { storedObject } from './stored-object.ts';

/** One family to read, with the relations to read it for; null for all. */
export interface FamilyRequest {
  readonly family: Family;
  readonly relations: readonly string[] | null;
}

/** How a session is asked. */
export interface Means {
  readonly ask: Ask;
  readonly queries: PreparedQueries;
  /** Major version of the server. */
  readonly version: number;
}

/** What one reading brought. */
export interface Reading {
  readonly objects: readonly StoredObject[];
  readonly dependencies: readonly DependencyRow[];
}

/** Reads families. The caller has emptied the search path, so that names come schema-qualified. */
export async function readFamilies(
  { queries, ask, version }: Means,
  requests: readonly FamilyRequest[],
): Promise<Reading> {
  if (requests.length === 0) return { objects: [], dependencies: [] };
  const groups = new Set(requests.map(({ family }) => family.group));
  const isWhole = groups.has('relation') && requests.every(({ relations }) => relations === null);
  const answers = isWhole
    ? await ask([wholeSql(version, requests, groups)])
    : await queries.run(partQueries(version, requests, groups));
  const row = Object.assign({}, ...answers.map(([first]) => first)) as Row;
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

/** All of everything is read once: one SELECT with one column per family and one per source of dependencies. */
function wholeSql(
  version: number,
  requests: readonly FamilyRequest[],
  groups: ReadonlySet<FamilyGroup>,
): string {
  const columns = [
    ...requests.flatMap(({ family }) => familyColumns(version, family, null)),
    ...[...groups].flatMap(groupColumns),
  ];
  return `WITH ${sharedExpressions(null)} SELECT ${columns.join(',\n')}`;
}

/** One query per family and group, each the same whichever relations it is asked for. */
function partQueries(
  version: number,
  requests: readonly FamilyRequest[],
  groups: ReadonlySet<FamilyGroup>,
): readonly PreparedQuery[] {
  return [
    ...requests.map(({ family, relations }): PreparedQuery => {
      const scope = relations === null ? null : 'asked';
      const columns = familyColumns(version, family, scope).join(',\n');
      const sql = `WITH ${sharedExpressions(scope)} SELECT ${columns}`;
      return relations === null ? { sql } : { sql, oids: [relations] };
    }),
    ...[...groups].flatMap((group) => groupColumns(group).map((column) => ({ sql: `SELECT ${column}` }))),
  ];
}

function familyColumns(version: number, family: Family, relations: ReadScope['relations']): string[] {
  const select = family.select({ version, relations });
  const uses = familyDependencies(family.name, relations);
  return [
    `(SELECT json_agg(f) FROM (${select}) f)::text AS "${family.name}"`,
    ...(uses === null ? [] : [`(${uses})::text AS "uses ${family.name}"`]),
  ];
}

function groupColumns(group: FamilyGroup): string[] {
  const uses = groupDependencies(group);
  return uses === null ? [] : [`(${uses})::text AS "uses ${group}"`];
}
