import type { PreparedQueries } from '../engines/prepared-queries.ts';
import { detectorSql, INDEXES_SQL, PARTS, partSql } from './detector.ts';
import { WHOLE_GROUPS } from './families.ts';
import type { Family, FamilyGroup, Part } from './family.ts';

/** What the detector said: tokens of each part of relations, a token per group and one for everything. */
export interface Tokens {
  readonly parts: ReadonlyMap<Part, PartTokens>;
  /** OID of the table of each index. */
  readonly indexes: ReadonlyMap<string, string>;
  readonly groups: ReadonlyMap<FamilyGroup, string>;
  readonly everything: string;
}

/** A part of all relations. */
export interface PartTokens {
  /** Of all of them together. */
  readonly all: string;
  /** By OID. */
  readonly relations: ReadonlyMap<string, number>;
}

/** What differs between two answers of the detector. */
export interface Changed {
  /** OIDs of relations that are new, gone or different, by the part of them that is. */
  readonly relations: ReadonlyMap<Part, ReadonlySet<string>>;
  readonly groups: readonly FamilyGroup[];
  readonly everything: boolean;
}

/** Asks the detector; of parts that are as in one of the earlier answers nothing more is asked. */
export async function readTokens(
  queries: PreparedQueries,
  version: number,
  earlier: readonly Tokens[],
): Promise<Tokens> {
  const [[row = {}] = []] = await queries.run([{ sql: detectorSql(version) }]);
  const sums = PARTS.map((part) => [part, row[`part ${part}`] ?? ''] as const);
  const sameIn = (part: Part, all: string): Tokens | undefined =>
    earlier.find(({ parts }) => parts.get(part)?.all === all);
  const changed = sums.filter(([part, all]) => sameIn(part, all) === undefined);
  const read = await readParts(queries, changed);
  const known = sums.flatMap(([part, all]) => {
    const tokens = read.parts.get(part) ?? sameIn(part, all)?.parts.get(part);
    return tokens === undefined ? [] : [[part, tokens] as const];
  });
  const indexPart = row['part index'] ?? '';
  return {
    parts: new Map(known),
    indexes: read.indexes ?? sameIn('index', indexPart)?.indexes ?? new Map<string, string>(),
    groups: new Map(WHOLE_GROUPS.map((name) => [name, groupToken(row, name)])),
    everything: row['everything'] ?? '',
  };
}

function groupToken(row: Readonly<Record<string, string | null>>, name: FamilyGroup): string {
  return (row[name] ?? '') + (name === 'rest' ? (row['roles'] ?? '') : '');
}

interface ReadParts {
  readonly parts: ReadonlyMap<Part, PartTokens>;
  /** Null when they were not asked for. */
  readonly indexes: ReadonlyMap<string, string> | null;
}

async function readParts(
  queries: PreparedQueries,
  wanted: readonly (readonly [Part, string])[],
): Promise<ReadParts> {
  if (wanted.length === 0) return { parts: new Map(), indexes: null };
  const withIndexes = wanted.some(([part]) => part === 'index');
  const texts = [...wanted.map(([part]) => partSql(part)), ...(withIndexes ? [INDEXES_SQL] : [])];
  const answers = await queries.run(texts.map((sql) => ({ sql })));
  const parts = wanted.map(([part, all], index) => {
    const relations = addedUp(listed(answers[index]?.[0]?.['relations']));
    return [part, { all, relations }] as const;
  });
  const pairs = withIndexes ? listed(answers.at(-1)?.[0]?.['indexes']) : null;
  return { parts: new Map(parts), indexes: pairs === null ? null : new Map(pairs) };
}

/** Pairs of words separated by a blank, entries by commas. */
function listed(text: string | null | undefined): (readonly [string, string])[] {
  if (text === null || text === undefined) return [];
  return text.split(',').map((entry) => {
    const blank = entry.indexOf(' ');
    return [entry.slice(0, blank), entry.slice(blank + 1)];
  });
}

function addedUp(pairs: readonly (readonly [string, string])[]): Map<string, number> {
  const tokens = new Map<string, number>();
  for (const [oid, token] of pairs) tokens.set(oid, (tokens.get(oid) ?? 0) + Number(token));
  return tokens;
}

/** Compares two answers. */
export function changesBetween(before: Tokens, after: Tokens): Changed {
  const relations = new Map<Part, Set<string>>();
  for (const part of PARTS) {
    for (const oid of differingKeys(before.parts.get(part), after.parts.get(part))) {
      // Whatever changes in an index counts as the part `index` of its table.
      const table = after.indexes.get(oid) ?? before.indexes.get(oid);
      const place = table === undefined ? part : 'index';
      relations.set(place, (relations.get(place) ?? new Set()).add(table ?? oid));
    }
  }
  return {
    relations,
    groups: WHOLE_GROUPS.filter((group) => before.groups.get(group) !== after.groups.get(group)),
    everything: before.everything !== after.everything,
  };
}

const NONE: PartTokens = { all: '', relations: new Map() };

function differingKeys(before = NONE, after = NONE): Set<string> {
  const keys = new Set<string>();
  if (before.all === after.all) return keys;
  for (const [key, token] of after.relations) if (before.relations.get(key) !== token) keys.add(key);
  for (const key of before.relations.keys()) if (!after.relations.has(key)) keys.add(key);
  return keys;
}

/** False when the system catalogs of a family hold nothing of the user's, so that reading it would bring nothing. */
export function isAnyThere({ group, parts }: Family, tokens: Tokens): boolean {
  if (group === 'relation') return parts.some((part) => (tokens.parts.get(part)?.relations.size ?? 0) > 0);
  return tokens.groups.get(group)?.endsWith('/0') !== true;
}
