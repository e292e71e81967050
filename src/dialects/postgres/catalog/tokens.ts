import type { PreparedQueries } from '../engines/prepared-queries.ts';
import { detectorSql } from './detector.ts';
import { WHOLE_GROUPS } from './families.ts';
import type { Family, FamilyGroup, Part } from './family.ts';

/** What the detector said: a token per part of a relation, per group and for everything. */
export interface Tokens {
  readonly relations: ReadonlyMap<Part, ReadonlyMap<string, number>>;
  readonly groups: ReadonlyMap<FamilyGroup, string>;
  readonly everything: string;
}

/** What differs between two answers of the detector. */
export interface Changed {
  /** OIDs of relations that are new, gone or different, by the part of them that is. */
  readonly relations: ReadonlyMap<Part, ReadonlySet<string>>;
  readonly groups: readonly FamilyGroup[];
  readonly everything: boolean;
}

/** Asks the detector. */
export async function readTokens(queries: PreparedQueries, version: number): Promise<Tokens> {
  const [[row] = []] = await queries.run([{ sql: detectorSql(version) }]);
  const rows = listed(row?.['relations']).map(
    ([part = '', oid = '', token]) => [part as Part, oid, Number(token)] as const,
  );
  const indexes = new Map(listed(row?.['indexes']).map(([index = '', table = '']) => [index, table]));
  const group = (name: FamilyGroup): string =>
    (row?.[name] ?? '') + (name === 'rest' ? (row?.['roles'] ?? '') : '');
  return {
    relations: tokensByPart(rows, indexes),
    groups: new Map(WHOLE_GROUPS.map((name) => [name, group(name)])),
    everything: row?.['everything'] ?? '',
  };
}

/** Words separated by blanks, entries by commas. */
function listed(text: string | null | undefined): string[][] {
  return text === null || text === undefined ? [] : text.split(',').map((entry) => entry.split(' '));
}

/** Adds tokens up; whatever changes in an index counts as the part `index` of its table. */
function tokensByPart(
  rows: readonly (readonly [Part, string, number])[],
  indexes: ReadonlyMap<string, string>,
): Map<Part, Map<string, number>> {
  const parts = new Map<Part, Map<string, number>>();
  for (const [part, oid, token] of rows) {
    const table = indexes.get(oid);
    const place = table === undefined ? part : 'index';
    const tokens = parts.get(place) ?? new Map<string, number>();
    parts.set(place, tokens.set(table ?? oid, (tokens.get(table ?? oid) ?? 0) + token));
  }
  return parts;
}

/** Compares two answers. */
export function changesBetween(before: Tokens, after: Tokens): Changed {
  const relations = new Map<Part, Set<string>>();
  for (const part of new Set([...before.relations.keys(), ...after.relations.keys()])) {
    const changed = differingKeys(before.relations.get(part), after.relations.get(part));
    if (changed.size > 0) relations.set(part, changed);
  }
  return {
    relations,
    groups: WHOLE_GROUPS.filter((group) => before.groups.get(group) !== after.groups.get(group)),
    everything: before.everything !== after.everything,
  };
}

const NONE: ReadonlyMap<string, number> = new Map();

function differingKeys(before = NONE, after = NONE): Set<string> {
  const keys = new Set<string>();
  for (const [key, token] of after) if (before.get(key) !== token) keys.add(key);
  for (const key of before.keys()) if (!after.has(key)) keys.add(key);
  return keys;
}

/** False when the system catalogs of a family hold nothing of the user's, so that reading it would bring nothing. */
export function isAnyThere({ group, parts }: Family, tokens: Tokens): boolean {
  if (group === 'relation') return parts.some((part) => tokens.relations.has(part));
  return tokens.groups.get(group)?.endsWith('/0') !== true;
}
